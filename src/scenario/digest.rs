//! Digest of the inputs, for provenance: enough to tell two inputs apart, no protection against one made to collide.

use std::io::{self, Read};

/// FNV-1a of the bytes so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digest(u64);

impl Digest {
    /// Of nothing.
    pub fn new() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The number.
    pub fn value(self) -> u64 {
        self.0
    }
}

/// A source of bytes that takes the digest of what is read from it.
pub(super) struct Digesting<'d, R> {
    pub source: R,
    pub digest: &'d mut Digest,
}

impl<R: Read> Read for Digesting<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(out)?;
        self.digest.add(&out[..n]);
        Ok(n)
    }
}
