//! The buckets of a [`Sketch`](super::Sketch): octaves cut into equal steps.

/// Linear steps an octave is cut into, as a power of two.
const STEP_BITS: u32 = 7;
const STEPS: usize = 1 << STEP_BITS;
/// Values from 1 up to this one (about half a millisecond) share a bucket.
const FLOOR: u64 = 512;

/// Counts of the buckets of one octave, the values from 2^e up to 2^(e+1).
pub(super) type Octave = [u32; STEPS];
/// An octave without observations.
pub(super) const EMPTY: Octave = [0; STEPS];

/// Octave and step of a value above zero.
#[inline]
pub(super) fn place(value: u64) -> (u32, usize) {
    let value = value.max(FLOOR);
    let exponent = 63 - value.leading_zeros();
    (exponent, (value >> (exponent - STEP_BITS)) as usize & (STEPS - 1))
}

/// The smallest value of a bucket.
pub(super) fn lower_edge(exponent: u32, step: usize) -> u64 {
    let edge = ((STEPS + step) as u64) << (exponent - STEP_BITS);
    if edge == FLOOR { 1 } else { edge }
}

/// Buckets in order as bytes: distance to the bucket before and count, seven bits a byte, the last one below 128.
pub(super) fn packed(buckets: impl Iterator<Item = (u32, usize, u32)>) -> Box<[u8]> {
    let mut bytes = Vec::new();
    let mut write = |mut number: u64| {
        while number >= 128 {
            bytes.push(number as u8 | 128);
            number >>= 7;
        }
        bytes.push(number as u8);
    };
    let mut before = 0;
    for (exponent, step, held) in buckets.filter(|(.., held)| *held > 0) {
        let at = (u64::from(exponent) << STEP_BITS) + step as u64;
        write(at - before);
        write(u64::from(held));
        before = at;
    }
    bytes.into_boxed_slice()
}

/// The buckets of packed bytes: exponent, step, count.
pub(super) fn unpacked(bytes: &[u8]) -> impl Iterator<Item = (u32, usize, u32)> {
    let mut rest = bytes.iter();
    let mut at = 0;
    let mut read = move || -> Option<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *rest.next()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    };
    std::iter::from_fn(move || {
        at += read()?;
        let held = read()? as u32;
        Some(((at >> STEP_BITS) as u32, at as usize & (STEPS - 1), held))
    })
}

/// The value with `above` observations of the octave above it, evenly spread inside its bucket.
pub(super) fn inside_octave<'a>(
    octaves: impl Iterator<Item = &'a Octave> + Clone,
    exponent: u32,
    mut above: u64,
) -> f64 {
    let mut step = STEPS;
    let held = loop {
        step -= 1;
        let held: u64 = octaves.clone().map(|octave| u64::from(octave[step])).sum();
        if above < held {
            break held;
        }
        above -= held;
    };
    let share = (held - above) as f64 - 0.5;
    let width = (1u64 << (exponent - STEP_BITS)) as f64;
    ((STEPS + step) as f64 + share / held as f64) * width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lower_edge_is_the_smallest_value_of_its_bucket() {
        assert_eq!(lower_edge(9, 0), 1);
        for value in [516, 1023, 1024, 1_000_000, u64::MAX] {
            let (exponent, step) = place(value);
            let edge = lower_edge(exponent, step);
            assert!(edge <= value && place(edge) == (exponent, step) && place(edge - 1) != (exponent, step), "{value}");
        }
    }

    #[test]
    fn places_by_hand() {
        assert_eq!(place(512), (9, 0));
        assert_eq!((place(1), place(515), place(516)), ((9, 0), (9, 0), (9, 1)));
        assert_eq!((place(1023), place(1024)), ((9, 127), (10, 0)));
        assert_eq!(place(u64::MAX), (63, 127));
    }
}
