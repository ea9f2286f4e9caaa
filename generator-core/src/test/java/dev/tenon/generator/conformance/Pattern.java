// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import java.math.BigInteger;

/**
 * A sequence of values that depends on a seed only: SplitMix64 (Steele, Lea, Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014). Its twin in C is {@link #C_SOURCE}.
 */
final class Pattern {

  /** The same functions in C; floats are whole numbers that both formats hold exactly. */
  static final String C_SOURCE =
      """
      extern uint64_t state;

      static inline uint64_t next(void) {
          uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));
          z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
          z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
          return z ^ (z >> 31);
      }

      static inline float next_f32(void) { return (float)((int32_t)(next() >> 40) - 8388608); }

      static inline double next_f64(void) {
          return (double)((int64_t)(next() >> 11) - INT64_C(4503599627370496));
      }

      static inline double within(double value, double lowest, double highest) {
          return value < lowest ? lowest : value > highest ? highest : value;
      }

      static inline void next_octets(unsigned char *octets, size_t size) {
          for (size_t i = 0; i < size; i += 8) {
              uint64_t word = next();
              size_t bytes = size - i < 8 ? size - i : 8;
              for (size_t j = 0; j < bytes; j++) {
                  octets[i + j] = (unsigned char)(word >> (8 * (bytes - 1 - j)));
              }
          }
      }

      static inline void next_text(char *text, size_t capacity, size_t most) {
          size_t length = (size_t)(next() % (most + 1));
          memset(text, 0, capacity);
          for (size_t i = 0; i < length; i++) {
              text[i] = (char)('a' + (int)(next() % 26));
          }
      }
      """;

  private long state;

  Pattern(long seed) {
    this.state = seed;
  }

  long next() {
    long z = state += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  float nextF32() {
    return (int) (next() >>> 40) - 8388608;
  }

  double nextF64() {
    return (next() >>> 11) - 4503599627370496L;
  }

  String nextText(long most) {
    long length = Long.remainderUnsigned(next(), most + 1);
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < length; i++) {
      text.append((char) ('a' + Long.remainderUnsigned(next(), 26)));
    }
    return text.toString();
  }

  /** A number below a bound. */
  int index(long bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** Whether a field tells the arms of a union apart: it is written with the union. */
  static boolean isTag(StructType struct, Field field) {
    return struct.fields().stream().anyMatch(f -> f.tag().filter(field.name()::equals).isPresent());
  }

  /** The smallest number that an integer field with limits may have. */
  static BigInteger lowest(Field field) {
    return field
        .limits()
        .min()
        .map(min -> ((IntegerLiteral) min).value())
        .orElse(((ScalarType) field.valueType()).min());
  }

  /** The smallest number that a floating-point field with limits may have. */
  static double lowestReal(Field field) {
    return field.limits().min().map(min -> ((FloatLiteral) min).value()).orElse(-Double.MAX_VALUE);
  }

  /** The largest number that a floating-point field with limits may have. */
  static double highestReal(Field field) {
    return field.limits().max().map(max -> ((FloatLiteral) max).value()).orElse(Double.MAX_VALUE);
  }

  /** How many numbers an integer field with limits may have, as far as an int can say. */
  static long span(Field field) {
    BigInteger highest =
        field
            .limits()
            .max()
            .map(max -> ((IntegerLiteral) max).value())
            .orElse(((ScalarType) field.valueType()).max());
    return highest
        .subtract(lowest(field))
        .add(BigInteger.ONE)
        .min(BigInteger.valueOf(Integer.MAX_VALUE))
        .longValueExact();
  }
}
