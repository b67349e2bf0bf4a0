/* BVM1 frames (hardware/PROTOCOL.md) for sensors whose firmware is in C.
 *
 * C99, no heap, no state of its own, nothing but this file and bvm_frame.c. Byte order and alignment
 * of the machine do not matter.
 *
 * To send: fill in a struct, give it and a buffer of BVM_LARGEST bytes to bvm_data, bvm_info and the
 * like. They return how many bytes the frame has: on BLE one notification. On a serial port it goes
 * through bvm_stuff first, and a buffer of BVM_STUFFED bytes.
 *
 * To listen: on BLE each write is a frame for bvm_read; on a serial port give each byte to
 * bvm_receive, and what it completes to bvm_read. See bvm_sensor.h for what to do then.
 */
#ifndef BVM_FRAME_H
#define BVM_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    BVM_VERSION = 1,
    BVM_HEAD = 12,     /* bytes before the body */
    BVM_OVERHEAD = 16, /* header and check sum */
    BVM_SAMPLE = 12,
    BVM_MOST = 19,     /* samples in a frame */
    BVM_LARGEST = 244, /* bytes of a frame */
    BVM_STUFFED = 246  /* and of one as a serial port carries it, its zero included */
};

/* Types of frames. */
enum {
    BVM_DATA = 1,
    BVM_INFO = 2,
    BVM_STATUS = 3,
    BVM_RESP = 4,
    BVM_PONG = 5,
    BVM_EVENT = 6,
    BVM_HELLO = 8,
    BVM_START = 9,
    BVM_STOP = 10,
    BVM_PING = 11,
    BVM_SET = 12,
    BVM_RESEND = 13,
    BVM_TEST = 14
};

/* Codes of RESP. */
enum {
    BVM_OK = 0,
    BVM_UNKNOWN = 1,
    BVM_BAD_VALUE = 2,
    BVM_TOO_OLD = 3,
    BVM_MTU_TOO_SMALL = 4,
    BVM_NO_CHIP = 5
};

enum { BVM_BEEP = 1, BVM_SHOW = 2 };                     /* keys of SET */
enum { BVM_RACK = 1 };                                   /* what BEEP calls */
enum { BVM_CHARGING = 1, BVM_CHIP_FAILS = 2 };           /* flags of STATUS */
enum { BVM_BEEPS = 1, BVM_SHOWS = 2, BVM_HAS_BUTTON = 4 }; /* capabilities in INFO */
enum { BVM_BUTTON = 1, BVM_BATTERY_LOW = 2 };            /* events */
enum { BVM_NOT_MEASURED = -32768 };                      /* a temperature or velocity */

/* What the header of a frame says beside its type. */
typedef struct {
    uint16_t seq;     /* one more with each frame that is made */
    uint32_t index;   /* number of the first sample; else 0 */
    uint32_t time_us; /* of the first sample; else of the making */
} bvm_header;

/* One sample, in counts. */
typedef struct {
    int16_t force[3]; /* specific force, x y z */
    int16_t turn[3];  /* angular rate */
} bvm_sample;

typedef struct {
    uint8_t firmware;   /* its version */
    uint16_t rate_hz;   /* the chip's nominal one */
    float force;        /* m/s² per count */
    float turn;         /* rad/s per count */
    uint16_t range_g;
    uint16_t range_dps;
    uint16_t millivolts; /* of the battery; 0: not measured */
    uint8_t uid[8];      /* never another sensor's */
    uint16_t session;    /* another one after each start */
    bool running;
    uint16_t capabilities;
} bvm_about;

typedef struct {
    uint16_t millivolts;  /* 0: not measured */
    uint8_t percent;      /* 255: not measured */
    uint8_t flags;
    int16_t temperature;  /* 0.01 °C, or BVM_NOT_MEASURED */
    uint32_t overruns;    /* times that samples were lost in the chip */
    uint32_t drops;       /* frames that the link was too slow for */
    uint16_t bus_errors;
    uint8_t chip;         /* what it calls itself, WHO_AM_I; 0: no answer */
    uint16_t late_ms;     /* by how much the chip was read late at most, since the last STATUS */
    uint32_t free_bytes;  /* of memory */
} bvm_state;

/* A command, as a sensor reads it; only what its type has is set, all else is 0. */
typedef struct {
    uint8_t type;
    uint32_t index;     /* RESEND: first sample wanted */
    uint16_t rate_hz;   /* START: the nearest that the chip has is to be used */
    uint8_t batch;      /* START: samples in a frame, 0: as many as fit */
    uint32_t token;     /* PING */
    uint8_t key;        /* SET */
    uint8_t call;       /* SET BEEP */
    uint8_t state;      /* SET SHOW: 0 nothing, 1 a set is going on, 2 rack */
    uint8_t reps;
    int16_t velocity;   /* of the last repetition, mm/s, or BVM_NOT_MEASURED */
    uint16_t error;     /* its standard error, mm/s; 65535: unsure */
} bvm_command;

/* CRC-32 of zlib and Ethernet, without a table. */
uint32_t bvm_crc32(const uint8_t *bytes, size_t size);

/* Each writes a whole frame to `out` (BVM_LARGEST bytes are always enough) and returns its size. */

/* n samples, 1 to BVM_MOST; 0 is returned for any other n, and nothing written. */
size_t bvm_data(uint8_t *out, bvm_header header, const bvm_sample *samples, size_t n);
size_t bvm_info(uint8_t *out, bvm_header header, const bvm_about *about);
size_t bvm_status(uint8_t *out, bvm_header header, const bvm_state *state);
/* The answer to a command of this type; the header has an index only after RESEND. */
size_t bvm_resp(uint8_t *out, bvm_header header, uint8_t type, uint8_t code);
/* The answer to PING, which came at `received_us`. */
size_t bvm_pong(uint8_t *out, bvm_header header, uint32_t token, uint32_t received_us);
size_t bvm_event(uint8_t *out, bvm_header header, uint8_t what, uint8_t value);

/* Read a command. Returns BVM_OK; BVM_UNKNOWN or BVM_BAD_VALUE, which is the code to answer with
 * (type is set); or -1 of what is damaged or of another version, to be dropped without a word. */
int bvm_read(bvm_command *command, const uint8_t *frame, size_t size);

/* Write to `out` a frame of at most BVM_LARGEST bytes as a serial port carries it: COBS, then a zero.
 * Returns its size, two more than the frame's. */
size_t bvm_stuff(uint8_t *out, const uint8_t *frame, size_t size);

/* Write to `out`, which may be `piece` itself, the frame in what stood between two zeros, and return
 * its size: 0 where it is broken. */
size_t bvm_unstuff(uint8_t *out, const uint8_t *piece, size_t size);

/* Bytes of a serial port, until they are a frame; all zeros to begin with. */
typedef struct {
    uint8_t bytes[BVM_STUFFED];
    size_t size;
} bvm_receiver;

/* Take a byte. Returns 0, or the size of the frame that it completes, which is in `bytes` until the
 * next call. What is broken or too long comes as nothing. */
size_t bvm_receive(bvm_receiver *receiver, uint8_t byte);

#ifdef __cplusplus
}
#endif

#endif
