#include "bvm_ring.h"

/* The k-th frame, from the oldest on. */
static uint8_t *slot(const bvm_ring *ring, size_t k)
{
    return ring->memory + (ring->first + k) % ring->slots * ring->largest;
}

void bvm_ring_clear(bvm_ring *ring, size_t n)
{
    ring->largest = BVM_OVERHEAD + BVM_SAMPLE * n;
    ring->slots = ring->bytes / ring->largest;
    ring->first = ring->held = ring->unsent = 0;
}

bool bvm_ring_add(bvm_ring *ring, bvm_header header, const bvm_sample *samples, size_t n)
{
    bool lost = false;
    if (ring->held == ring->slots) {
        lost = ring->unsent == ring->held;
        ring->unsent -= lost;
        ring->first = (ring->first + 1) % ring->slots;
        ring->held--;
    }
    bvm_data(slot(ring, ring->held), header, samples, n);
    ring->held++;
    ring->unsent++;
    return lost;
}

const uint8_t *bvm_ring_next(const bvm_ring *ring, size_t *size)
{
    const uint8_t *frame = slot(ring, ring->held - ring->unsent);
    *size = BVM_OVERHEAD + (size_t)BVM_SAMPLE * frame[1];
    return frame;
}

/* How many samples before `end` a frame begins. */
static uint32_t reach(const uint8_t *frame, uint32_t end)
{
    uint32_t index = frame[4] | (uint32_t)frame[5] << 8 | (uint32_t)frame[6] << 16;
    return end - (index | (uint32_t)frame[7] << 24);
}

uint32_t bvm_ring_rewind(bvm_ring *ring, uint32_t wanted, uint32_t end)
{
    uint32_t back = end - wanted;
    uint32_t found = 0;
    ring->unsent = 0;
    while (found < back && ring->unsent < ring->held) {
        ring->unsent++;
        found = reach(slot(ring, ring->held - ring->unsent), end);
    }
    return found < back ? end - found : wanted;
}
