//! What a connection waits for, and until when.

use std::{
    pin::Pin,
    sync::atomic::{AtomicU8, Ordering::Relaxed},
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep_until};

use crate::app::Settings;

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No byte of a request is there.
    Idle,
    /// Some bytes of a request's head.
    Head,
    /// A request is being answered. It has a time limit of its own.
    Busy,
    /// Bytes of an answer that the client does not take.
    Unread,
}

/// What its stream, its requests and its answers tell of a connection. All are polled by its one task, so that no order
/// is needed between them.
#[derive(Debug, Default)]
pub struct Activity(AtomicU8);

const BUSY: u8 = 1;
const HEAD: u8 = 2;
const BLOCKED: u8 = 4;
const PROGRESS: u8 = 8;
const ENDED: u8 = 16;
const ANSWERED: u8 = 32;

impl Activity {
    /// Bytes came.
    pub fn received(&self) {
        if self.0.load(Relaxed) & (BUSY | HEAD) == 0 {
            self.0.fetch_and(!ANSWERED, Relaxed);
            self.0.fetch_or(HEAD, Relaxed);
        }
    }

    /// The client sends no more.
    pub fn end(&self) {
        self.0.fetch_or(ENDED, Relaxed);
    }

    pub fn has_ended(&self) -> bool {
        self.0.load(Relaxed) & ENDED != 0
    }

    /// The client took bytes of an answer.
    pub fn sent(&self) {
        let state = self.0.load(Relaxed);
        if state & BLOCKED != 0 {
            self.0.fetch_and(!BLOCKED, Relaxed);
            self.0.fetch_or(PROGRESS, Relaxed);
        }
        if state & ANSWERED == 0 {
            self.0.fetch_or(ANSWERED, Relaxed);
        }
    }

    /// Whether anything was sent since the first byte of the last head came.
    pub fn has_answered(&self) -> bool {
        self.0.load(Relaxed) & ANSWERED != 0
    }

    /// The client takes none for now.
    pub fn blocked(&self) {
        self.0.fetch_or(BLOCKED, Relaxed);
    }

    /// A request has begun.
    pub fn begin(&self) {
        self.0.fetch_and(!HEAD, Relaxed);
        self.0.fetch_or(BUSY | PROGRESS, Relaxed);
    }

    /// Its answer is made to the last byte.
    pub fn finish(&self) {
        self.0.fetch_and(!BUSY, Relaxed);
    }

    /// What is going on, and whether anything was since this was last asked.
    fn take(&self) -> (Phase, bool) {
        let state = self.0.load(Relaxed);
        if state & PROGRESS != 0 {
            self.0.fetch_and(!PROGRESS, Relaxed);
        }
        let phase = match state {
            _ if state & BLOCKED != 0 => Phase::Unread,
            _ if state & BUSY != 0 => Phase::Busy,
            _ if state & HEAD != 0 => Phase::Head,
            _ => Phase::Idle,
        };
        (phase, state & PROGRESS != 0)
    }
}

/// The time limits of a connection's phases.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    client: Duration,
    idle: Duration,
}

impl Limits {
    pub fn new(settings: &Settings) -> Self {
        Self { client: settings.client_timeout, idle: settings.idle_timeout }
    }

    fn end(&self, phase: Phase, began: Instant) -> Option<Instant> {
        match phase {
            Phase::Busy => None,
            Phase::Idle => began.checked_add(self.idle),
            Phase::Head | Phase::Unread => began.checked_add(self.client),
        }
    }
}

/// Notices that a phase takes too long. Its one timer is left alone while ends move into the future, as they do with each
/// request, and looked at again when it rings.
pub struct Watch {
    limits: Limits,
    phase: Phase,
    began: Instant,
    timer: Pin<Box<Sleep>>,
}

impl Watch {
    pub fn new(limits: Limits) -> Self {
        let began = Instant::now();
        let end = limits.end(Phase::Idle, began).unwrap_or(began);
        Self { limits, phase: Phase::Idle, began, timer: Box::pin(sleep_until(end)) }
    }

    /// Ready with the phase that has taken too long. To be asked whenever the connection has been polled.
    pub fn poll(&mut self, activity: &Activity, context: &mut Context<'_>) -> Poll<Phase> {
        let (phase, progressed) = activity.take();
        if progressed || phase != self.phase {
            self.phase = phase;
            self.began = Instant::now();
        }
        let Some(end) = self.limits.end(phase, self.began) else { return Poll::Pending };
        loop {
            if self.timer.is_elapsed() || end < self.timer.deadline() {
                self.timer.as_mut().reset(end);
            }
            let set_for = self.timer.deadline();
            ready!(self.timer.as_mut().poll(context));
            if set_for >= end {
                return Poll::Ready(phase);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, sync::Arc};

    use super::*;

    const LIMITS: Limits = Limits { client: Duration::from_secs(15), idle: Duration::from_secs(75) };

    /// Seconds until a phase has taken too long, if it does within an hour.
    async fn over(watch: &mut Watch, activity: &Activity) -> Option<(Phase, u64)> {
        let began = Instant::now();
        let over = poll_fn(|context| watch.poll(activity, context));
        let phase = tokio::time::timeout(Duration::from_secs(3600), over).await.ok()?;
        Some((phase, began.elapsed().as_secs()))
    }

    #[tokio::test(start_paused = true)]
    async fn each_phase_has_its_end() {
        let activity = Arc::new(Activity::default());
        let mut watch = Watch::new(LIMITS);
        assert_eq!(over(&mut watch, &activity).await, Some((Phase::Idle, 75)));
        activity.received();
        assert_eq!(over(&mut watch, &activity).await, Some((Phase::Head, 15)));
        activity.begin();
        assert_eq!(over(&mut watch, &activity).await, None);
        activity.blocked();
        assert_eq!(over(&mut watch, &activity).await, Some((Phase::Unread, 15)));
        activity.sent();
        assert_eq!(over(&mut watch, &activity).await, None);
        activity.finish();
        assert_eq!(over(&mut watch, &activity).await, Some((Phase::Idle, 75)));
    }

    /// Asks once, as after a poll of the connection, and lets time pass.
    async fn pass(watch: &mut Watch, activity: &Activity, seconds: u64) {
        poll_fn(|context| {
            assert!(watch.poll(activity, context).is_pending());
            Poll::Ready(())
        })
        .await;
        tokio::time::advance(Duration::from_secs(seconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_has_one_end_and_an_answer_a_new_one_with_each_byte() {
        let activity = Activity::default();
        let mut watch = Watch::new(LIMITS);
        for _ in 0..2 {
            activity.received();
            pass(&mut watch, &activity, 5).await;
        }
        assert_eq!(over(&mut watch, &activity).await, Some((Phase::Head, 5)));
        activity.begin();
        for _ in 0..4 {
            activity.sent();
            activity.blocked();
            pass(&mut watch, &activity, 10).await;
        }
        activity.sent();
        activity.blocked();
        assert_eq!(over(&mut watch, &activity).await, Some((Phase::Unread, 15)));
    }

    #[tokio::test(start_paused = true)]
    async fn requests_between_two_looks_count() {
        let activity = Activity::default();
        let mut watch = Watch::new(LIMITS);
        for _ in 0..3 {
            activity.received();
            activity.begin();
            activity.finish();
            pass(&mut watch, &activity, 70).await;
        }
        assert_eq!(over(&mut watch, &activity).await, Some((Phase::Idle, 5)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_beyond_all_time_is_none() {
        let limits = Limits { client: Duration::MAX, idle: Duration::MAX };
        assert_eq!(over(&mut Watch::new(limits), &Activity::default()).await, None);
    }
}
