// The radio as the sketch sees it: ble_arduino.h and ble_bluefruit.h each fill it in.
#pragma once

#include <Arduino.h>
#include <bvm_frame.h>

#define BVM_SERVICE "3fbfd8d4-0f22-4af5-9402-22522fd735f4"
#define BVM_SENDS "3fbfd8d5-0f22-4af5-9402-22522fd735f4"
#define BVM_LISTENS "3fbfd8d6-0f22-4af5-9402-22522fd735f4"

// What a UUID above is in the air, and differs in the byte at 12.
static const uint8_t UUID_IN_AIR[16] = {0xF4, 0x35, 0xD7, 0x2F, 0x52, 0x22, 0x02, 0x94,
                                        0xF5, 0x4A, 0x22, 0x0F, 0xD4, 0xD8, 0xBF, 0x3F};

enum { ADVERTISED = 31, SCANNED = 21, LARGEST_COMMAND = 64 };

// Write what is advertised: flags, the service, and a name of 8 characters.
inline void advertisement(uint8_t out[ADVERTISED], const char *name) {
  static const uint8_t before[] = {2, 0x01, 0x06, 17, 0x07};
  memcpy(out, before, 5);
  memcpy(out + 5, UUID_IN_AIR, 16);
  out[21] = 9;
  out[22] = 0x09;
  memcpy(out + 23, name, 8);
}

// Write what is told to those who scan: protocol, firmware and battery in %, or 255.
inline void scan_response(uint8_t out[SCANNED], uint8_t firmware, uint8_t percent) {
  out[0] = 20;
  out[1] = 0x21;
  memcpy(out + 2, UUID_IN_AIR, 16);
  out[18] = BVM_VERSION;
  out[19] = firmware;
  out[20] = percent;
}

// Commands on their way from the radio's own thread to loop().
class Inbox {
public:
  void put(const uint8_t *frame, size_t size) {
    uint8_t next = (uint8_t)((last + 1) % SLOTS);
    if (size > LARGEST_COMMAND || next == first)
      return; // the host asks again
    memcpy(frames[last], frame, size);
    sizes[last] = (uint8_t)size;
    last = next;
  }

  // Copy out the oldest, and return its size; 0 where there is none.
  size_t take(uint8_t into[LARGEST_COMMAND]) {
    if (first == last)
      return 0;
    size_t size = sizes[first];
    memcpy(into, frames[first], size);
    first = (uint8_t)((first + 1) % SLOTS);
    return size;
  }

private:
  enum { SLOTS = 5 };
  uint8_t frames[SLOTS][LARGEST_COMMAND];
  uint8_t sizes[SLOTS];
  volatile uint8_t first = 0, last = 0;
};
