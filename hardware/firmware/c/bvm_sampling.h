/* From the chip's FIFO into frames: numbered, stamped, and without a gap inside a frame. Used by
 * bvm_sensor.c. */
#ifndef BVM_SAMPLING_H
#define BVM_SAMPLING_H

#include "bvm_sensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Begin at sample 0, at the rate that `about` has. */
void bvm_sampling_begin(bvm_sensor *sensor, uint32_t now_us);

/* Make the frames that are due; a chip that does not answer is asked again. */
void bvm_sampling_poll(bvm_sensor *sensor, uint32_t now_us);

#ifdef __cplusplus
}
#endif

#endif
