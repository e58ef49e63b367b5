package io.github.processing4j.runtime.launch;

import io.github.processing4j.OrphanPolicy;
import io.github.processing4j.Process;
import io.github.processing4j.runtime.codec.Encoder;
import io.github.processing4j.runtime.link.Link;
import io.github.processing4j.runtime.link.LinkServer;
import io.github.processing4j.runtime.session.Session;
import io.github.processing4j.spi.ProcessSpec;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/** A process whose work is encoded and whose plan is known; the JVM for it is still to be found. */
public final class LaunchRequest {
  private final LaunchPlan plan;
  private final Payload payload;
  private final byte[] work;
  private final WorkWriter writer;
  private final @Nullable Class<?> host;

  private LaunchRequest(LaunchPlan plan, Payload payload, WorkWriter work) {
    this.plan = plan;
    this.payload = payload;
    this.writer = work;
    this.work = work.toBytes();
    host = work.host();
  }

  /**
   * The request.
   *
   * @param opensAll whether the plan is to serve other targets of the same module too
   * @throws io.github.processing4j.NotSendableException if the work cannot be sent
   * @throws io.github.processing4j.ProcessStartException if the options name what is not there
   */
  public static LaunchRequest of(ProcessSpec spec, boolean opensAll) {
    Payload payload = payload(spec);
    WorkWriter work = WorkWriter.write(payload, spec.work());
    return of(Launcher.plan(spec.jvm(), work.host(), opensAll), payload, work);
  }

  /** A request for work of our own, by a plan that is known. */
  public static LaunchRequest of(ProcessSpec spec, LaunchPlan plan) {
    Payload payload = payload(spec);
    return of(plan, payload, WorkWriter.write(payload, spec.work()));
  }

  private static LaunchRequest of(LaunchPlan plan, Payload payload, WorkWriter work) {
    payload.flags = plan.flags().toArray(new String[0]);
    payload.mainModule = Launcher.mainModule();
    return new LaunchRequest(plan, payload, work);
  }

  private static Payload payload(ProcessSpec spec) {
    Payload payload = new Payload();
    payload.name = spec.name();
    payload.identity = spec.identity();
    payload.daemon = spec.daemon();
    payload.survivesOrphaned = spec.orphanPolicy() == OrphanPolicy.SURVIVE;
    payload.authKey = spec.authKey();
    String startMethod = spec.startMethod();
    payload.startMethod = startMethod == null ? "" : startMethod;
    payload.standby(Launcher.standby());
    return payload;
  }

  /** How its JVM is to be launched. */
  public LaunchPlan plan() {
    return plan;
  }

  /** The class of its target, if it is known. */
  public @Nullable Class<?> host() {
    return host;
  }

  /** Whether its target is called directly. */
  boolean isDirect() {
    return payload.kind == Payload.DIRECT;
  }

  /** Whether it captures handles of what is shared. */
  boolean hasHandles() {
    return writer.hasHandles();
  }

  /** All that the child with this slot reads, once it has its link. */
  public byte[] content(Session session, long slot, Link link) {
    writer.expect(slot);
    payload.slot = slot;
    payload.parentSlot = session.slot();
    payload.parentPid = ProcessHandle.current().pid();
    payload.parentName = Process.current().getName();
    payload.linkAddress = LinkServer.get().address().text();
    payload.token = link.token();
    payload.selectorProvider = SelectorProvider.provider().getClass().getName();
    Encoder head = new Encoder();
    payload.write(head);
    return head.toBytesBefore(work);
  }
}
