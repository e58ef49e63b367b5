package io.github.processing4j.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.Serializable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images, which Java serialization cannot write. */
class ImagesTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 7;

  record Photo(String name, BufferedImage image, BufferedImage[] thumbnails)
      implements Serializable {}

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE,
        BufferedImage.TYPE_USHORT_565_RGB,
        BufferedImage.TYPE_USHORT_555_RGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY
      })
  void commonTypesComeBackPixelByPixel(int type) throws Exception {
    BufferedImage image = painted(new BufferedImage(WIDTH, HEIGHT, type));
    BufferedImage back = (BufferedImage) RoundTripTest.roundTrip(image);
    assertEquals(type, back.getType());
    assertSamePixels(image, back);
    assertArrayEquals(samples(image), samples(back));
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_INDEXED})
  void indexedTypesComeBackAsArgb(int type) throws Exception {
    BufferedImage image = painted(new BufferedImage(WIDTH, HEIGHT, type));
    BufferedImage back = (BufferedImage) RoundTripTest.roundTrip(image);
    assertEquals(BufferedImage.TYPE_INT_ARGB, back.getType());
    assertSamePixels(image, back);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_565_RGB
      })
  void aPartOfAnImageComesWithItsOwnPixelsAlone(int type) throws Exception {
    BufferedImage whole = painted(new BufferedImage(WIDTH, HEIGHT, type));
    BufferedImage part = whole.getSubimage(3, 2, 5, 4);
    BufferedImage back = (BufferedImage) RoundTripTest.roundTrip(part);
    assertSamePixels(part, back);
    assertEquals(20, back.getRaster().getDataBuffer().getSize());
  }

  @Test
  void aCustomTypeComesBackAsArgb() throws Exception {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            new int[] {16, 16, 16},
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    BufferedImage image =
        painted(
            new BufferedImage(
                model,
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, WIDTH, HEIGHT, 3, null),
                false,
                null));
    assertEquals(BufferedImage.TYPE_CUSTOM, image.getType());
    assertSamePixels(image, (BufferedImage) RoundTripTest.roundTrip(image));
  }

  @Test
  void imagesInsideOtherObjectsTravelAndStayShared() throws Exception {
    BufferedImage image =
        painted(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE));
    BufferedImage other = painted(new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR));
    Photo photo = new Photo("x", image, new BufferedImage[] {other, image, null});
    List<?> back = (List<?>) RoundTripTest.roundTrip(List.of(photo, image));
    Photo first = (Photo) back.get(0);
    assertSamePixels(image, first.image());
    assertSamePixels(other, first.thumbnails()[0]);
    assertSame(first.image(), first.thumbnails()[1]);
    assertSame(first.image(), back.get(1));
  }

  @Test
  void imagesSharedByValuesStayShared() throws Exception {
    BufferedImage image = painted(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
    Decoder in = new Decoder(new Encoder().putValue(image, "one").putValue(image, "two").toBytes());
    assertSame(in.getValue(), in.getValue());
  }

  private static BufferedImage painted(BufferedImage image) {
    Random random = new Random(1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  private static void assertSamePixels(BufferedImage expected, BufferedImage actual) {
    int width = expected.getWidth();
    int height = expected.getHeight();
    assertEquals(width, actual.getWidth());
    assertEquals(height, actual.getHeight());
    assertArrayEquals(
        expected.getRGB(0, 0, width, height, null, 0, width),
        actual.getRGB(0, 0, width, height, null, 0, width));
  }

  private static int[] samples(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
