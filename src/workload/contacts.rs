//! What a point of a stream brings: one ticket or several at once, less those that users solve themselves.

use super::arrivals::Found;
use super::key::{Chance, Key, Purpose, uniform};
use crate::model::{Batch, KindId, Stream};
use crate::units::Time;

/// The contacts of one kind.
#[derive(Clone, Debug)]
pub(super) struct Contacts {
    kind: KindId,
    batch: Batch,
    deflected: Chance,
    /// One ticket a point, as on most desks.
    plain: bool,
}

impl Contacts {
    pub fn new(kind: KindId, stream: &Stream) -> Self {
        let plain = stream.batch == Batch::One && stream.deflected == 0.0;
        Contacts { kind, batch: stream.batch, deflected: Chance::new(stream.deflected), plain }
    }

    /// Adds the tickets of a point. One alone has the point's key; several have child keys, in order.
    #[inline(always)]
    pub fn come(&self, at: Time, key: Key, found: &mut Vec<Found>) {
        if self.plain {
            found.push(Found { at, key, kind: self.kind });
        } else {
            self.some(at, key, found);
        }
    }

    #[inline(never)]
    fn some(&self, at: Time, point: Key, found: &mut Vec<Found>) {
        // More self-service only takes tickets away: each one has a mark of its own.
        let mut add = |key: Key| {
            if self.deflected.is_never() || !self.deflected.hit(key.draw(Purpose::Deflected, 0)) {
                found.push(Found { at, key, kind: self.kind });
            }
        };
        match self.batch {
            Batch::One => add(point),
            Batch::Fixed(n) => (0..u64::from(n)).for_each(|i| add(point.child(i))),
            Batch::Geometric(mean) => {
                let u = uniform(point.draw(Purpose::Count, 0));
                (0..geometric(u, mean)).for_each(|i| add(point.child(i)));
            }
        }
    }
}

/// The number from 1 on that a geometric law with this mean exceeds with probability `u` at most: it rises with the mean.
fn geometric(u: f64, mean: f64) -> u64 {
    let more = 1.0 - 1.0 / mean;
    let (mut n, mut tail) = (1, more);
    while u < tail {
        n += 1;
        tail *= more;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geometric_number_is_the_inverse_of_its_tail() {
        // P(N > n) = (1 - 1/mean)^n.
        for (mean, u, n) in [(2.0, 0.5, 1), (2.0, 0.4999, 2), (2.0, 0.2501, 2), (2.0, 0.24, 3), (1.0, 1e-9, 1)] {
            assert_eq!(geometric(u, mean), n, "mean {mean}, u {u}");
        }
        let cells = 1 << 20;
        let numbers = (0..cells).map(|i| geometric((f64::from(i) + 0.5) / f64::from(cells), 3.5));
        let (sum, squares) = numbers.fold((0.0, 0.0), |(s, q), n| (s + n as f64, q + (n * n) as f64));
        let (mean, square) = (sum / f64::from(cells), squares / f64::from(cells));
        assert!((mean - 3.5).abs() < 1e-3, "{mean}");
        assert!((square - mean * mean - 3.5 * 2.5).abs() < 1e-2, "variance m (m - 1): {square}");
    }
}
