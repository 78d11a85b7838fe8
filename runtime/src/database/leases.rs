//! Connections that are kept from one statement to the next.
//!
//! A pool of sqlx's tries every connection that is given back, in a task of its own: a round trip and two switches of
//! threads per statement, a third of what a small read costs. So a connection whose statement has ended well is kept
//! here for the next one, for a while; whoever else uses the pool, SeaORM's transactions and a user's own statements,
//! gets its turn when the while is over, and nothing is kept that nobody has used lately.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{Error, Pool, pool::PoolConnection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// How long a connection is kept however busy it is.
const LEASE: Duration = Duration::from_millis(50);
/// How long one is kept that nobody uses.
const IDLE: Duration = Duration::from_millis(5);

/// A pool, and the connections of it that are kept.
pub struct Leases<DB: sqlx::Database>(Arc<Inner<DB>>);

struct Inner<DB: sqlx::Database> {
    pool: Pool<DB>,
    /// As many as the pool has connections; they make a queue of those who wait.
    turns: Arc<Semaphore>,
    kept: Mutex<Kept<DB>>,
}

struct Kept<DB: sqlx::Database> {
    connections: Vec<Lease<DB>>,
    /// Whether a task is there that gives back what is no longer used.
    swept: bool,
}

struct Lease<DB: sqlx::Database> {
    connection: PoolConnection<DB>,
    /// When it came from the pool.
    taken: Instant,
    /// When its last statement ended.
    used: Instant,
}

/// A connection in use. It goes back to the pool when it is dropped, unless [`keep`](Self::keep) is called first.
pub struct Leased<DB: sqlx::Database> {
    lease: Lease<DB>,
    leases: Arc<Inner<DB>>,
    /// Dropped last, so that whoever has the next turn finds the connection.
    turn: OwnedSemaphorePermit,
}

impl<DB: sqlx::Database> Clone for Leases<DB> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<DB: sqlx::Database> Leases<DB> {
    pub fn new(pool: Pool<DB>) -> Self {
        let turns = Arc::new(Semaphore::new(pool.options().get_max_connections() as usize));
        let kept = Mutex::new(Kept { connections: Vec::new(), swept: false });
        Self(Arc::new(Inner { pool, turns, kept }))
    }

    /// A connection for one statement.
    ///
    /// # Errors
    /// None is free in time, the pool is closed, or the database is away.
    pub async fn acquire(&self) -> Result<Leased<DB>, Error> {
        let turn = self.turn().await?;
        let lease = match self.0.fresh() {
            Some(lease) => lease,
            None => {
                let connection = self.0.pool.acquire().await?;
                let now = Instant::now();
                Lease { connection, taken: now, used: now }
            }
        };
        Ok(Leased { lease, leases: Arc::clone(&self.0), turn })
    }

    /// A turn to take a connection from the pool itself. One that is kept is given back for it, if the pool has no
    /// other.
    ///
    /// # Errors
    /// None is free in time, or the pool is closed.
    pub async fn turn_at_pool(&self) -> Result<OwnedSemaphorePermit, Error> {
        let turn = self.turn().await?;
        let pool = &self.0.pool;
        if pool.num_idle() == 0 && pool.size() >= pool.options().get_max_connections() {
            let lease = self.0.kept().connections.pop();
            drop(lease);
        }
        Ok(turn)
    }

    /// Closes the pool and waits for the connections that are in use.
    pub async fn close(&self) {
        self.0.turns.close();
        let connections = std::mem::take(&mut self.0.kept().connections);
        drop(connections);
        self.0.pool.close().await;
    }

    /// A turn without a connection, to use the database in another way.
    ///
    /// # Errors
    /// None is free in time, or the pool is closed.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        match Arc::clone(&self.0.turns).try_acquire_owned() {
            Ok(turn) => Ok(turn),
            Err(TryAcquireError::Closed) => Err(Error::PoolClosed),
            Err(TryAcquireError::NoPermits) => {
                let waiting = Arc::clone(&self.0.turns).acquire_owned();
                match tokio::time::timeout(self.0.pool.options().get_acquire_timeout(), waiting).await {
                    Ok(turn) => turn.map_err(|_| Error::PoolClosed),
                    Err(_) => Err(Error::PoolTimedOut),
                }
            }
        }
    }
}

impl<DB: sqlx::Database> Leased<DB> {
    /// Keeps the connection for the next statement. Only after one that has ended well: what is left of one that was
    /// broken off, the pool clears up.
    pub fn keep(mut self) {
        self.lease.used = Instant::now();
        let Self { lease, leases, turn } = self;
        leases.keep(lease);
        drop(turn);
    }
}

impl<DB: sqlx::Database> Inner<DB> {
    fn kept(&self) -> MutexGuard<'_, Kept<DB>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection that was used last: its caches are warm, and the others can rest and be given back.
    fn fresh(&self) -> Option<Lease<DB>> {
        let lease = self.kept().connections.pop()?;
        // One whose time is over goes back to the pool, behind whoever waits there.
        (lease.taken.elapsed() < LEASE).then_some(lease)
    }

    fn keep(self: &Arc<Self>, lease: Lease<DB>) {
        if lease.used.duration_since(lease.taken) >= LEASE {
            return;
        }
        let mut kept = self.kept();
        // Asked under the lock, so that one that closes meanwhile finds the connection or makes it go.
        if self.turns.is_closed() {
            return;
        }
        kept.connections.push(lease);
        if !std::mem::replace(&mut kept.swept, true) {
            drop(kept);
            tokio::spawn(Arc::clone(self).sweep());
        }
    }

    /// Gives back what nobody uses, until nothing is kept.
    async fn sweep(self: Arc<Self>) {
        loop {
            tokio::time::sleep(IDLE).await;
            let mut kept = self.kept();
            let now = Instant::now();
            let is_over = |lease: &mut Lease<DB>| now - lease.used >= IDLE || now - lease.taken >= LEASE;
            let over: Vec<_> = kept.connections.extract_if(.., is_over).collect();
            kept.swept = !kept.connections.is_empty();
            let done = !kept.swept;
            drop(kept);
            drop(over);
            if done {
                return;
            }
        }
    }
}

impl<DB: sqlx::Database> Drop for Inner<DB> {
    /// A connection goes back to its pool by a task; where there is no runtime any more, it is closed at once.
    fn drop(&mut self) {
        if tokio::runtime::Handle::try_current().is_err() {
            let connections = std::mem::take(&mut self.kept().connections);
            connections.into_iter().for_each(|lease| drop(lease.connection.leak()));
        }
    }
}

impl<DB: sqlx::Database> Deref for Leased<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &DB::Connection {
        &self.lease.connection
    }
}

impl<DB: sqlx::Database> DerefMut for Leased<DB> {
    fn deref_mut(&mut self) -> &mut DB::Connection {
        &mut self.lease.connection
    }
}
