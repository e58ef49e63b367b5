package io.github.processing4j.runtime.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.WritableRaster;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.reflect.Array;

/**
 * The serialised form of a {@link BufferedImage}.
 *
 * <p>The pixels of the common types travel as their raw array; custom and indexed ones as ARGB. Only
 * this class refers to the module {@code java.desktop}.
 */
final class ImageForm implements Serializable {
  static final String IMAGE_CLASS = "java.awt.image.BufferedImage";

  private static final long serialVersionUID = 1;

  private final int type;
  private final int width;
  private final int height;
  private final Object pixels;

  private ImageForm(int type, int width, int height, Object pixels) {
    this.type = type;
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  static ImageForm of(Object object) {
    BufferedImage image = (BufferedImage) object;
    int width = image.getWidth();
    int height = image.getHeight();
    Object raw = isPlain(image) ? rawPixels(image) : null;
    return raw != null
        ? new ImageForm(image.getType(), width, height, raw)
        : new ImageForm(
            BufferedImage.TYPE_INT_ARGB,
            width,
            height,
            image.getRGB(0, 0, width, height, null, 0, width));
  }

  private Object readResolve() throws InvalidObjectException {
    int length = Array.getLength(pixels);
    // Checked before there is an image that takes more memory than what came.
    if (width <= 0 || height <= 0 || (long) width * height * elementsPerPixel() != length) {
      throw new InvalidObjectException(length + " elements for " + width + " x " + height);
    }
    BufferedImage image = new BufferedImage(width, height, type);
    System.arraycopy(pixels, 0, rawPixels(image), 0, length);
    return image;
  }

  private int elementsPerPixel() {
    switch (type) {
      case BufferedImage.TYPE_3BYTE_BGR:
        return 3;
      case BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_4BYTE_ABGR_PRE:
        return 4;
      default:
        return 1;
    }
  }

  /** Whether the data buffer holds just the pixels of this image, in the order of its type. */
  private static boolean isPlain(BufferedImage image) {
    WritableRaster raster = image.getRaster();
    int type = image.getType();
    return raster.getParent() == null
        && type != BufferedImage.TYPE_CUSTOM
        && type != BufferedImage.TYPE_BYTE_INDEXED
        && type != BufferedImage.TYPE_BYTE_BINARY
        && raster.getDataBuffer().getNumBanks() == 1
        && raster.getDataBuffer().getOffset() == 0
        && raster.getDataBuffer().getSize()
            == image.getWidth() * image.getHeight() * raster.getNumDataElements();
  }

  private static Object rawPixels(BufferedImage image) {
    DataBuffer buffer = image.getRaster().getDataBuffer();
    if (buffer instanceof DataBufferInt ints) {
      return ints.getData();
    }
    if (buffer instanceof DataBufferByte bytes) {
      return bytes.getData();
    }
    return ((DataBufferUShort) buffer).getData();
  }
}
