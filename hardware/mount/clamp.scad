// A clamp that holds a sensor on the shaft of a barbell: two halves and four screws.
//
// SPDX-License-Identifier: CERN-OHL-P-2.0
//
// The bar lies along z, so that what you see is also how it is printed: standing on the bed, layers
// across the bar, nothing that needs a support. x is along the split, y points away from the bar.
// Every part is drawn where it belongs, in mm. `python -m hardware.mount` writes them all; README.md
// says which to print, and of what.

// box: half for a XIAO and its battery, lid: of the box, frame: half for an M5StickC Plus2,
// gate: of the frame, cap: the other half, liner: between clamp and bar
part = "box";   // [box, lid, frame, gate, cap, liner]
shaft = 28;     // [25, 28, 29]

/* [What goes in: measure yours] */
cell = [20, 5, 25];         // battery: width, thickness, length along the bar
board = [17.8, 1.2, 21];    // XIAO nRF52840 Sense without what stands on it
stick = [48, 13.5, 24];     // M5StickC Plus2

/* [Clamp] */
liner = 1.5;        // rubber between clamp and bar
wall = 4;           // of the ring
gap = 1.2;          // between the halves before they are screwed together
long = 30;          // along the bar
flange = [8.5, 7];
screw = 3.4;        // hole for M3
nut = [5.7, 2.8];   // across flats, and how deep it lies
pilot = 2.6;        // hole that an M3 screw cuts its thread in

/* [Box and frame] */
slack = 0.3;        // so much wider than what goes in
under = 3;          // between bore and what is carried
side = 2.2;         // outer walls
swell = 1.3;        // room that a cell may need with age
switch = 9.5;       // room beside the cell
shelf = 1.2;        // between cell and board: solder must not pierce the cell
below = 2.5;        // room under the board for wires and solder
above = 4.2;        // room over the board
roof = 1.8;
plate = 2.4;        // thickness of lid and gate
rail = 7;           // beside the stick
lip = 2;            // over its front
stop = 3;           // below it
corner = 17;        // x from which the stick may be touched: between are its buttons

bore = shaft / 2 + liner;
ring = bore + wall;
wide = ring + flange[0];
floor_y = bore + under;
bay = [cell[0] + slack + switch, cell[1] + swell];
board_y = floor_y + bay[1] + shelf + below;
board_z = long - board[2] - slack;
slot = board[0] + slack;
open = board[0] - 1.2;
top = board_y + board[1] + above + roof;
box = bay[0] + 2 * side;
stick_top = floor_y + stick[1] + slack;
frame = stick[0] + slack + 2 * rail;
gate_z = stop + stick[2] + slack;
chip = part == "frame" ? floor_y + stick[1] / 2 : board_y + board[1] + 0.4;
$fn = 72;
tiny = 24;

assert(cell[2] + side <= long && board[2] + side <= long, "cell or board is longer than the clamp");
assert(board[0] <= cell[0] + switch, "the board is wider than the bay");

echo(chip_mm = chip);

// Outlines across the bar.

module centred(width, from, to) translate([-width / 2, from]) square([width, to - from]);

module hole(radius) circle(radius / cos(180 / $fn));  // nowhere narrower than it should be

module half() difference() {
    union() {
        circle(ring);
        centred(2 * wide, 0, flange[1] + gap / 2);
    }
    hole(bore);
    centred(2 * wide + 2, -2 * ring, gap / 2);
}

module lid_screws(width) for (x = [-1, 1])
    translate([x * (board[0] + box) / 4, board_y]) circle(d = width, $fn = tiny);

module gate_screws(width) for (x = [-1, 1])
    translate([x * (frame - rail) / 2, (floor_y + stick_top) / 2]) circle(d = width, $fn = tiny);

// What screws and nuts leave.

module at_screws() for (x = [-1, 1], z = [1/4, 3/4])
    translate([x * (ring + flange[0] / 2), 0, z * long]) rotate([-90, 0, 0]) children();

module screws() at_screws() cylinder(d = screw, h = flange[1] + 1, $fn = tiny);

module nuts() at_screws() translate([0, 0, flange[1] + gap / 2 - nut[1]])
    cylinder(d = nut[0] / cos(30), h = nut[1] + 1, $fn = 6);

// Marks, of bars as on a digital watch: they need no font.

SEGMENTS = [  // x, y and whether upright, of a to g
    [0, 2, 0], [1, 1, 1], [1, 0, 1], [0, 0, 0], [0, 0, 1], [0, 1, 1], [0, 1, 0],
];
SIGNS = [["0", "abcdef"], ["1", "bc"], ["2", "abged"], ["3", "abgcd"], ["4", "fgbc"],
    ["5", "afgcd"], ["6", "afgedc"], ["7", "abc"], ["8", "abcdefg"], ["9", "abcdfg"],
    ["L", "fed"], ["r", "eg"]];
stroke = 0.7;
letter = 2.6;

module sign(which) for (s = SIGNS[search(which, SIGNS)[0]][1]) {
    at = SEGMENTS[ord(s) - ord("a")];
    translate([at[0] * letter, at[1] * letter]) rotate(at[2] ? 90 : 0) hull() {
        circle(d = stroke, $fn = 8);
        translate([letter, 0]) circle(d = stroke, $fn = 8);
    }
}

module word(text) for (i = [0 : len(text) - 1])
    translate([i * (letter + 2), 0]) sign(text[i]);

// The chip's distance from the bar's axis in mm, and an arrow along the bar to the lifter's left,
// cut in one line into a face at y.
module marks(y) multmatrix([[0, 1, 0, -letter], [0, 0, 1, y - 0.6], [1, 0, 0, 2], [0, 0, 0, 1]])
    linear_extrude(2) {
        word(str("r", round(chip)));
        translate([13, letter]) {
            translate([0, -0.6]) square([5, 1.2]);
            polygon([[5, -3], [5, 3], [9, 0]]);
        }
        translate([22.5, 0]) word("L");
    }

// Parts.

module box() difference() {
    linear_extrude(long) difference() {
        union() {
            half();
            centred(box, ring - 6, top);
        }
        hole(bore);
    }
    screws();
    nuts();
    translate([0, 0, side]) linear_extrude(long) centred(bay[0], floor_y, floor_y + bay[1]);
    translate([0, 0, board_z]) linear_extrude(long) {
        centred(open, board_y - below, board_y + board[1] + above);
        centred(slot, board_y, board_y + board[1] + 0.2);
    }
    translate([0, 0, long - 6]) linear_extrude(7) centred(open, floor_y, board_y);  // wires
    translate([0, 0, long - 12]) linear_extrude(13) lid_screws(pilot);
    marks(top);
}

module lid() translate([0, 0, long]) difference() {
    linear_extrude(plate) difference() {
        centred(box, bore + under / 2, top);
        lid_screws(screw);
        translate([0, board_y + board[1]]) centred(9.8, -0.3, 3.7);  // USB-C
        translate([(bay[0] - switch) / 2, floor_y + bay[1] / 2]) centred(6, -1.4, 1.4);  // switch
    }
    translate([0, board_y + board[1], 1]) linear_extrude(plate) centred(13, -2, 5.4);  // the plug
}

module frame() difference() {
    linear_extrude(gate_z) difference() {
        union() {
            half();
            centred(frame, bore, stick_top + lip);
            centred(2 * ring, gap / 2, floor_y);
        }
        hole(bore);
    }
    screws();
    nuts();
    translate([0, 0, stop]) linear_extrude(long) {
        centred(stick[0] + slack, floor_y, stick_top);
        centred(stick[0] + slack - 2 * lip, floor_y, stick_top + lip + 1);
    }
    translate([0, 0, -1]) linear_extrude(long) centred(2 * corner, floor_y, stick_top + lip + 1);
    translate([0, 0, stop + stick[2] / 2 - 6.5]) linear_extrude(13)  // USB-C
        translate([frame / 2, 0]) centred(2 * rail + 2, floor_y + 3, stick_top - 3);
    translate([0, 0, gate_z - 12]) linear_extrude(13) gate_screws(pilot);
    translate([-(frame - rail) / 2, 0, 0]) marks(stick_top + lip);
}

module gate() translate([0, 0, gate_z]) linear_extrude(plate) difference() {
    centred(frame, bore - 2, stick_top + lip);
    hole(bore + 0.5);
    centred(2 * corner, floor_y + 1.5, stick_top + lip + 1);
    gate_screws(screw);
}

module cap() mirror([0, 1, 0]) difference() {
    linear_extrude(long) half();
    screws();
}

module liner() linear_extrude(long) difference() {
    circle(bore);
    hole(shaft / 2);
    centred(2, 0, 2 * bore);
}

if (part == "box") box();
else if (part == "lid") lid();
else if (part == "frame") frame();
else if (part == "gate") gate();
else if (part == "cap") cap();
else if (part == "liner") liner();
else assert(false, str("there is no part ", part));
