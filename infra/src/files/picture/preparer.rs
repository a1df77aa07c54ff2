//! Pictures prepared beside the reactor, few at a time.

use std::io::{Read, Seek};
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::{Limits, PictureError, PrepareError, Prepared, prepare};

/// Pictures worked on at once. The worst that the default limits allow needs about 350 MB.
const AT_ONCE: usize = 2;

/// Prepares uploads, two at once: a burst waits in line instead of eating the memory. One for
/// the whole process; clones share the line.
#[derive(Clone, Debug)]
pub struct Preparer {
    limits: Limits,
    slots: Arc<Semaphore>,
}

impl Preparer {
    /// With these limits for every upload.
    pub fn new(limits: Limits) -> Self {
        Self { limits, slots: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Makes an upload harmless; see [`prepare`]. The upload is read from its start, wherever it
    /// stands, once its turn has come: while it waits in line a temporary file costs no memory.
    ///
    /// # Errors
    /// [`PrepareError`].
    pub async fn prepare(&self, upload: impl Read + Seek + Send + 'static) -> Result<Prepared, PrepareError> {
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(|_| PrepareError::Crashed)?;
        let limits = self.limits;
        let work = move || {
            // Held until the work ends, also when the caller has gone away meanwhile.
            let _slot = slot;
            let bytes = read(upload, limits.max_bytes)?;
            Ok(prepare(&bytes, &limits)?)
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| PrepareError::Crashed)?
    }
}

fn read(mut upload: impl Read + Seek, max_bytes: usize) -> Result<Vec<u8>, PrepareError> {
    let mut bytes = Vec::new();
    upload.rewind()?;
    // One byte more than allowed tells a file at the limit from one beyond it.
    upload.take(max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > max_bytes { Err(PictureError::TooLarge { max_bytes }.into()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Cursor, SeekFrom};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::samples;
    use super::*;

    /// A file at its end, as a receiver leaves it after writing, that counts its fellows at work.
    struct Upload {
        file: Cursor<Vec<u8>>,
        at_work: Arc<AtomicUsize>,
        most: Arc<AtomicUsize>,
    }

    impl Read for Upload {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.file.read(buffer)
        }
    }

    impl Seek for Upload {
        fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
            let now = self.at_work.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            self.file.seek(position)
        }
    }

    impl Drop for Upload {
        fn drop(&mut self) {
            self.at_work.fetch_sub(1, Ordering::SeqCst);
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_burst_is_worked_off_two_at_once() {
        let (at_work, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let preparer = Preparer::new(Limits::default());
        let burst = (0..12).map(|_| {
            let mut file = Cursor::new(samples::jpeg(64, 48));
            file.seek(SeekFrom::End(0)).unwrap();
            let upload = Upload { file, at_work: Arc::clone(&at_work), most: Arc::clone(&most) };
            tokio::spawn({
                let preparer = preparer.clone();
                async move { preparer.prepare(upload).await }
            })
        });
        for prepared in futures_util::future::join_all(burst).await {
            assert_eq!(prepared.unwrap().unwrap().full.width, 64);
        }
        assert!(most.load(Ordering::SeqCst) <= AT_ONCE);
        assert_eq!(preparer.slots.available_permits(), AT_ONCE);
    }

    #[tokio::test]
    async fn an_endless_upload_is_read_to_the_limit_only() {
        struct Endless;
        impl Read for Endless {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                buffer.fill(0xFF);
                Ok(buffer.len())
            }
        }
        impl Seek for Endless {
            fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
                Ok(0)
            }
        }
        let refused = Preparer::new(Limits::default()).prepare(Endless).await;
        assert!(matches!(refused, Err(PrepareError::Picture(PictureError::TooLarge { .. }))));
    }

    #[tokio::test]
    async fn a_crash_frees_its_place() {
        struct Crashing;
        impl Read for Crashing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                panic!("as a decoder might")
            }
        }
        impl Seek for Crashing {
            fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
                Ok(0)
            }
        }
        let preparer = Preparer::new(Limits::default());
        assert!(matches!(preparer.prepare(Crashing).await, Err(PrepareError::Crashed)));
        assert_eq!(preparer.slots.available_permits(), AT_ONCE);
    }
}
