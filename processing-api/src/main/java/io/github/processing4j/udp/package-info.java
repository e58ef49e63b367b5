/**
 * Messages over UDP for a program that renders: received on a thread of their own, taken once per
 * frame; and sent, to this machine or another. Needs no engine: the JDK alone.
 */
@NullMarked
package io.github.processing4j.udp;

import org.jspecify.annotations.NullMarked;
