//! Keyed draws: every random number of the world is a function of a key, a purpose and a count.
//!
//! A [`Key`] names a stream (a replication, a kind of ticket, one ticket). [`Key::draw`] gives the 64 bits for one purpose at one hop, the
//! same whoever asks, in whichever order; so two policies see the same tickets with the same work in them.
//!
//! Nothing is seeded and nothing is kept: a draw is one pass of a mixing function over the key plus a multiple of the purpose and of the hop.
//! The mixing is Moremur, a bijection of 64 bits: Pelle Evensen (2019), *Stronger, better, morer, Moremur; a better Murmur3-type mixer*;
//! the article was not at hand, the constants are as in its public implementations, and the tests below check what is needed here.

/// The name of a stream of random numbers.
///
/// Not a secret and not for cryptography. Two different derivations give the same key with probability 2^-64 for each pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

/// What a draw decides; the numbers are part of the streams, so an entry is added at the end and never moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// Time to the next arrival.
    Gap = 1,
    /// Layer or thinning mark of an arrival.
    Mark = 2,
    /// Priority of a ticket.
    Priority = 3,
    /// Work content of an attempt.
    Work = 4,
    /// Is an attempt the resolution?
    Resolved = 5,
    /// Does it need hands on site?
    Hands = 6,
    /// Is it systemic?
    Systemic = 7,
    /// Does it wait for the user, a part or a vendor?
    Pending = 8,
    /// How long it does.
    PendingLength = 9,
    /// How long the user waits before giving up.
    Patience = 10,
    /// The channel it comes by.
    Channel = 11,
    /// How busy a day is.
    DayFactor = 12,
    /// The kind of a ticket.
    Kind = 13,
    /// How many there are of something.
    Count = 14,
    /// Is a later attempt as hard as the first?
    Difficulty = 15,
    /// How long the agent wraps up.
    WrapUp = 16,
    /// Does a ticket need another visit?
    Revisit = 17,
    /// How long until then.
    RevisitAfter = 18,
    /// Is a resolved ticket reopened?
    Reopened = 19,
    /// How long until then.
    ReopenedAfter = 20,
    /// Does a user who went away try again?
    Redial = 21,
    /// How long until then.
    RedialAfter = 22,
    /// The kind a ticket is taken for.
    TakenFor = 23,
    /// Is an agent sick on a day?
    Sick = 24,
    /// Is it solved by its user?
    Deflected = 25,
    /// Calm or burst.
    Phase = 26,
    /// How long before a user of a number of them sends the next ticket.
    Between = 27,
    /// Where is its user?
    Site = 28,
}

impl Purpose {
    /// Every purpose, for tests and listings.
    pub const ALL: [Purpose; 28] = [
        Purpose::Gap,
        Purpose::Mark,
        Purpose::Priority,
        Purpose::Work,
        Purpose::Resolved,
        Purpose::Hands,
        Purpose::Systemic,
        Purpose::Pending,
        Purpose::PendingLength,
        Purpose::Patience,
        Purpose::Channel,
        Purpose::DayFactor,
        Purpose::Kind,
        Purpose::Count,
        Purpose::Difficulty,
        Purpose::WrapUp,
        Purpose::Revisit,
        Purpose::RevisitAfter,
        Purpose::Reopened,
        Purpose::ReopenedAfter,
        Purpose::Redial,
        Purpose::RedialAfter,
        Purpose::TakenFor,
        Purpose::Sick,
        Purpose::Deflected,
        Purpose::Phase,
        Purpose::Between,
        Purpose::Site,
    ];
}

/// 2^64 / golden ratio, odd; the increment of SplitMix64 (Steele, Lea and Flood 2014).
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
/// Steps of purposes and hops; odd, and the increments of the two-dimensional R2 sequence (2^64 times the powers of 0.7548776662).
const PURPOSE_STEP: u64 = 0xc13f_a9a9_02a6_328f;
const HOP_STEP: u64 = 0x91e1_0da5_c79e_7b1d;
/// Set apart the children and names of a key from its draws; Murmur3's finaliser constants, as arbitrary bits.
const CHILD: u64 = 0xff51_afd7_ed55_8ccd;
const NAME: u64 = 0xc4ce_b9fe_1a85_ec53;

impl Key {
    /// The key of a whole replication.
    pub fn root(seed: u64, replication: u64) -> Key {
        Key(mix(seed ^ GOLDEN)).child(replication)
    }

    /// The key called `name` under this one: 64-bit FNV-1a over the bytes, started from the mixed key, then mixed with the length.
    #[must_use]
    pub fn named(self, name: &str) -> Key {
        let start = mix(self.0 ^ NAME);
        let folded = name.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Key(mix(folded.wrapping_add(GOLDEN.wrapping_mul(name.len() as u64))))
    }

    /// The key number `number` under this one.
    #[inline]
    #[must_use]
    pub fn child(self, number: u64) -> Key {
        Key(mix((self.0 ^ CHILD).wrapping_add(number.wrapping_mul(GOLDEN))))
    }

    /// 64 random bits for `purpose` at `hop` (0 for what happens once).
    #[inline]
    pub fn draw(self, purpose: Purpose, hop: u32) -> u64 {
        let step = (purpose as u64).wrapping_mul(PURPOSE_STEP);
        let hops = u64::from(hop).wrapping_mul(HOP_STEP);
        mix(self.0.wrapping_add(step).wrapping_add(hops))
    }
}

/// The Moremur mixing function.
#[inline]
fn mix(mut x: u64) -> u64 {
    x ^= x >> 27;
    x = x.wrapping_mul(0x3c79_ac49_2ba7_b653);
    x ^= x >> 33;
    x = x.wrapping_mul(0x1c69_b3f7_4ac4_ae35);
    x ^ (x >> 27)
}

/// A number in the open interval 0 to 1 from 64 random bits: one of 2^52 midpoints, exact, rising with the bits.
#[inline]
pub fn uniform(bits: u64) -> f64 {
    ((bits >> 12) as i64 as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
}

/// A probability that bits are compared with as integers.
///
/// 0 never hits and 1 always does. A greater probability hits for every draw a smaller one hits for, so pairs stay sharp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance(u64);

impl Chance {
    /// The chance of `probability`, to the nearest 2^-63.
    ///
    /// # Panics
    /// If `probability` is not in 0..=1; a validated model holds no such number.
    pub fn new(probability: f64) -> Chance {
        assert!((0.0..=1.0).contains(&probability), "probability {probability}");
        Chance((probability * (1u64 << 63) as f64).round_ties_even() as u64)
    }

    /// It never happens: whoever asks can save the draw.
    #[inline]
    pub fn is_never(self) -> bool {
        self.0 == 0
    }

    /// Does it happen with these random bits?
    #[inline]
    pub fn hit(self, bits: u64) -> bool {
        bits >> 1 < self.0
    }
}

#[cfg(test)]
mod tests;
