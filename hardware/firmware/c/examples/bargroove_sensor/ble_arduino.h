// The radio by ArduinoBLE (Arduino Nano 33 BLE Sense).
//
// The library does not tell a sketch the MTU, and cuts what is longer. Frames therefore have 10
// samples at most: a host must offer an MTU of 139 or more, as computers do. It also waits inside
// writeValue while its queue is full; the chip's FIFO collects what is sampled meanwhile.
#pragma once

#include <ArduinoBLE.h>

#include "radio.h"

class Radio {
public:
  Inbox inbox;

  bool begin(const char *name, uint8_t firmware, uint8_t percent) {
    if (!BLE.begin())
      return false;
    listened = this;
    listens.setEventHandler(BLEWritten, heard);
    service.addCharacteristic(sends);
    service.addCharacteristic(listens);
    BLE.addService(service);
    BLE.setDeviceName(name);
    uint8_t bytes[ADVERTISED];
    advertisement(bytes, name);
    BLEAdvertisingData told, more;
    told.setRawData(bytes, ADVERTISED);
    BLE.setAdvertisingData(told);
    uint8_t scanned[SCANNED];
    scan_response(scanned, firmware, percent);
    more.setRawData(scanned, SCANNED);
    BLE.setScanResponseData(more);
    return BLE.advertise();
  }

  void poll() { BLE.poll(); }
  bool connected() { return BLE.connected(); }
  size_t room() { return BVM_OVERHEAD + 10 * BVM_SAMPLE; }
  bool send(const uint8_t *frame, size_t size) {
    return sends.subscribed() && sends.writeValue(frame, (int)size);
  }

private:
  BLEService service{BVM_SERVICE};
  BLECharacteristic sends{BVM_SENDS, BLENotify, BVM_LARGEST};
  BLECharacteristic listens{BVM_LISTENS, BLEWrite | BLEWriteWithoutResponse, LARGEST_COMMAND};
  static Radio *listened;

  static void heard(BLEDevice, BLECharacteristic written) {
    listened->inbox.put(written.value(), (size_t)written.valueLength());
  }
};

Radio *Radio::listened;
