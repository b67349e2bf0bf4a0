// As much of ArduinoBLE as the sketch uses, with a host on the other side of a pipe.
#pragma once

#include <cstdint>

enum { BLEWrite = 8, BLEWriteWithoutResponse = 4, BLENotify = 16, BLEWritten = 3 };

class BLEDevice {};

class BLECharacteristic {
public:
  BLECharacteristic(const char *uuid, uint8_t properties, int size);
  void setEventHandler(int event, void (*handler)(BLEDevice, BLECharacteristic));
  const uint8_t *value() const;
  int valueLength() const;
  bool subscribed();
  int writeValue(const uint8_t *bytes, int size);
  const char *uuid;
};

class BLEService {
public:
  explicit BLEService(const char *uuid) : uuid(uuid) {}
  void addCharacteristic(BLECharacteristic &) {}
  const char *uuid;
};

class BLEAdvertisingData {
public:
  bool setRawData(const uint8_t *bytes, int size);
  uint8_t bytes[31];
  int size = 0;
};

class BLELocalDevice {
public:
  int begin() { return 1; }
  void addService(BLEService &) {}
  void setDeviceName(const char *) {}
  void setAdvertisingData(BLEAdvertisingData &data);
  void setScanResponseData(BLEAdvertisingData &data);
  int advertise() { return 1; }
  void poll();
  bool connected() const;
};
extern BLELocalDevice BLE;
