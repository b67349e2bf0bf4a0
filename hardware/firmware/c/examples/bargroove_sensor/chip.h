// What the motion chips have in common: registers on an I2C bus, and a FIFO.
#pragma once

#include <Arduino.h>
#include <Wire.h>
#include <bvm_sensor.h>

class Chip {
public:
  // Counts to m/s2 and rad/s at +-16 g and +-2000 dps.
  const float force, turn;

  Chip(TwoWire &bus, uint8_t address, float force, float turn)
      : force(force), turn(turn), bus(bus), address(address) {}

  // Be ready to be asked; once, after switching on.
  virtual void begin() {
    bus.begin();
    bus.setClock(400000);
  }

  // The rest as in bvm_board.
  virtual uint8_t who() = 0;
  virtual bool known(uint8_t who) const = 0;
  virtual bool start(uint16_t &hz) = 0;
  virtual void stop() = 0;
  virtual int level(bool &gap) = 0;
  virtual bool read(bvm_sample *samples, size_t n) = 0;
  virtual int16_t temperature() { return BVM_NOT_MEASURED; } // 0.01 °C

protected:
  struct Rate {
    uint16_t hz;
    uint8_t value;
  };

  TwoWire &bus;
  uint8_t address;
  bool torn = false; // a read has broken off: what is in the FIFO cannot be trusted

  bool set(uint8_t at, uint8_t value) {
    bus.beginTransmission(address);
    bus.write(at);
    bus.write(value);
    return bus.endTransmission() == 0;
  }

  bool get(uint8_t at, uint8_t *into, size_t size) {
    bus.beginTransmission(address);
    bus.write(at);
    if (bus.endTransmission(false) != 0 || bus.requestFrom(address, size) != size)
      return false;
    while (size--)
      *into++ = (uint8_t)bus.read();
    return true;
  }

  uint8_t get(uint8_t at) {
    uint8_t value = 0;
    return get(at, &value, 1) ? value : 0;
  }

  static int16_t word(const uint8_t *at) { return (int16_t)(at[0] | at[1] << 8); }

  static void words(int16_t *into, const uint8_t *from) {
    for (int axis = 0; axis < 3; axis++)
      into[axis] = word(from + 2 * axis);
  }

  // Samples whose bytes are angular rate before specific force; few enough for a small Wire buffer.
  bool burst(uint8_t at, bvm_sample *samples, size_t n) {
    uint8_t raw[5 * BVM_SAMPLE];
    while (n) {
      size_t now = n < 5 ? n : 5;
      if (!get(at, raw, now * BVM_SAMPLE)) {
        torn = true;
        return false;
      }
      for (size_t k = 0; k < now; k++, samples++) {
        words(samples->turn, raw + k * BVM_SAMPLE);
        words(samples->force, raw + k * BVM_SAMPLE + 6);
      }
      n -= now;
    }
    return true;
  }

  template <size_t N> static Rate nearest(const Rate (&rates)[N], uint16_t hz) {
    Rate best = rates[0];
    for (const Rate &rate : rates)
      if (abs(rate.hz - hz) < abs(best.hz - hz))
        best = rate;
    return best;
  }
};
