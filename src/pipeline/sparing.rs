//! What masking leaves: contacts that stand alone, as on a page that says whom to write to or to call.
//!
//! Why: whatever a filter masks in good pages is broken there, and a page of fewer contacts than the thresholds' persons is
//! one. What belongs to a person's record, what a label hands out (`Mobile: …`) without being a link, and whatever is of
//! high severity is masked in any case. As many contacts as the thresholds stop at are a list: from there on all are
//! masked, and so are those that stand less than [`REACH`] before the one that makes it a list.
//!
//! The contract: what is masked hangs on the body alone, never on how its bytes come. So a contact waits for those that
//! follow it, and no byte of it is released before.

use crate::catalog;
use crate::grammar::{Role, Severity};
use crate::scan::{Digest, Evidence, Filler, Finding, Patch, Sink};

/// Bytes behind a contact in which others make a list of them.
const REACH: u64 = 2048;
/// Patches that wait: of more contacts in so few bytes than any list that is none has.
const WAITING: usize = 64;
/// Contacts that are told from one another: as many persons as thresholds count.
const COUNTED: usize = 64;
/// Published contacts that are remembered: a link's text says once more what it links.
const PUBLISHED: usize = 8;

/// The contacts of a body so far.
pub(super) struct Sparing {
    /// From how many contacts on they are a list; `None`: all are masked.
    line: Option<u32>,
    seen: [Digest; COUNTED],
    count: usize,
    /// Those that were published last.
    published: [Digest; PUBLISHED],
    publications: usize,
    /// Of the contacts that wait.
    patches: [Patch; WAITING],
    waiting: usize,
}

impl Sparing {
    /// Of a body in which nothing is spared.
    pub(super) const fn none() -> Self {
        let patch = Patch { start: 0, len: 0, filler: Filler::Letter };
        Self {
            line: None,
            seen: [Digest::NONE; COUNTED],
            count: 0,
            published: [Digest::NONE; PUBLISHED],
            publications: 0,
            patches: [patch; WAITING],
            waiting: 0,
        }
    }

    /// Begins a body; `persons` are those that the thresholds stop at, 0 where they never do.
    pub(super) fn begin(&mut self, persons: Option<u32>) {
        self.line = persons.map(|n| if n == 0 { u32::MAX } else { n });
        (self.count, self.publications, self.waiting) = (0, 0, 0);
    }

    /// What is found goes on to `sink`.
    pub(super) fn over<'a>(&'a mut self, sink: &'a mut dyn Sink) -> Over<'a> {
        Over { sparing: self, lone: None, sink }
    }

    /// The body ends: what waits stands alone.
    pub(super) const fn end(&mut self) {
        self.waiting = 0;
    }

    /// The bytes that may go out where no finding to come touches those before `released`.
    pub(super) fn released(&self, released: u64) -> u64 {
        let waits =
            self.patches[..self.waiting].iter().map(|patch| patch.start).filter(|start| start + REACH > released);
        waits.min().map_or(released, |first| first.min(released))
    }

    /// Whether a finding is a contact of which nothing says that it is handed out with somebody's data.
    fn stands_alone(&mut self, finding: &Finding) -> bool {
        let evidence = finding.evidence;
        if finding.severity >= Severity::High || evidence.has(Evidence::RECORD) {
            return false;
        }
        let known = self.published[..self.publications.min(PUBLISHED)].contains(&finding.digest);
        let published = known || evidence.has(Evidence::PUBLISHED);
        if published && !known {
            self.published[self.publications % PUBLISHED] = finding.digest;
            self.publications += 1;
        }
        // Prose says `mail us at …` of what it publishes; a telephone number that a word names is somebody's.
        let labels: &[_] = if finding.kind == "email" {
            &[Evidence::COLUMN, Evidence::LABEL]
        } else {
            &[Evidence::COLUMN, Evidence::LABEL, Evidence::NEAR]
        };
        (published || !evidence.has_any(labels))
            && catalog::find(finding.kind).is_some_and(|detector| detector.role == Role::Contact)
    }

    /// Takes note of a contact; whether they are a list now.
    fn is_list(&mut self, digest: Digest) -> bool {
        let Some(line) = self.line else { return true };
        if self.count < COUNTED && !self.seen[..self.count].contains(&digest) {
            self.seen[self.count] = digest;
            self.count += 1;
        }
        self.count as u32 >= line
    }

    /// A patch of a contact waits; the oldest goes where there is no room.
    fn wait(&mut self, patch: Patch) {
        let gone = self.patches[..self.waiting].iter().take_while(|old| old.start + REACH <= patch.start).count();
        let gone = if gone == 0 && self.waiting == WAITING { 1 } else { gone };
        self.patches.copy_within(gone..self.waiting, 0);
        self.waiting -= gone;
        self.patches[self.waiting] = patch;
        self.waiting += 1;
    }
}

/// On the way to a sink.
pub(super) struct Over<'a> {
    sparing: &'a mut Sparing,
    /// The contact, that stands alone, of which the next patches are.
    lone: Option<Digest>,
    sink: &'a mut dyn Sink,
}

impl Sink for Over<'_> {
    fn finding(&mut self, finding: &Finding) {
        self.lone = (self.sparing.line.is_some() && self.sparing.stands_alone(finding)).then_some(finding.digest);
        self.sink.finding(finding);
    }

    fn patch(&mut self, patch: Patch) {
        // How the findings of a run come among those around it depends on the chunks.
        let lone = self.lone.filter(|_| !matches!(patch.filler, Filler::Spelling(_)));
        let Some(digest) = lone else { return self.sink.patch(patch) };
        self.sparing.wait(patch);
        if self.sparing.is_list(digest) {
            let waiting = core::mem::take(&mut self.sparing.waiting);
            self.sparing.patches[..waiting].iter().for_each(|&patch| self.sink.patch(patch));
        }
    }
}
