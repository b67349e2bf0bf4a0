// As much of Adafruit's Bluefruit as the sketch uses, with a host on the other side of a pipe.
#pragma once

#include <cstdint>

enum { BANDWIDTH_MAX = 4 };
enum { CHR_PROPS_WRITE_WO_RESP = 4, CHR_PROPS_WRITE = 8, CHR_PROPS_NOTIFY = 16 };
enum SecureMode_t { SECMODE_NO_ACCESS = 0, SECMODE_OPEN = 0x11 };

class BLEConnection {
public:
  uint16_t getMtu();
};

class BLEService {
public:
  explicit BLEService(const uint8_t uuid[16]) : uuid(uuid) {}
  int begin() { return 0; }
  const uint8_t *uuid;
};

class BLECharacteristic {
public:
  typedef void (*write_cb_t)(uint16_t, BLECharacteristic *, uint8_t *, uint16_t);
  explicit BLECharacteristic(const uint8_t uuid[16]) : uuid(uuid) {}
  void setProperties(uint8_t) {}
  void setPermission(SecureMode_t, SecureMode_t) {}
  void setMaxLen(uint16_t) {}
  void setWriteCallback(write_cb_t handler);
  int begin() { return 0; }
  bool notifyEnabled();
  bool notify(const void *bytes, uint16_t size);
  const uint8_t *uuid;
};

class BLEAdvertising {
public:
  bool setData(const uint8_t *bytes, uint8_t size);
  void restartOnDisconnect(bool) {}
  bool start(uint16_t) { return true; }
};

class AdafruitBluefruit {
public:
  BLEAdvertising Advertising, ScanResponse;
  void configPrphBandwidth(uint8_t) {}
  bool begin() { return true; }
  void setName(const char *) {}
  bool connected();
  uint16_t connHandle() { return 0; }
  BLEConnection *Connection(uint16_t);
};
extern AdafruitBluefruit Bluefruit;
