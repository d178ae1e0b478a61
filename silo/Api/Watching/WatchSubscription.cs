using System.Diagnostics;
using System.Threading.Channels;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Watching;

/// <summary>
/// What one subscriber has not read yet: per twin the newest status and nothing older. Publishers put in and go on at
/// once; the one reader takes out. Past <see cref="Capacity"/> twins everything is dropped and the reader is told to
/// take the snapshot anew, so that a subscriber costs bounded memory however slow it is.
/// </summary>
/// <remarks>
/// Per twin statuses come out in order of sequence: a status put in never replaces a newer one, and
/// <see cref="Newest"/> makes a status that was read from its grain give way to a newer one that was published
/// meanwhile. This needs that the reader does not take changes out while it reads statuses from grains.
/// </remarks>
sealed class WatchSubscription(WatchScope scope, int capacity)
{
    const int MostFindings = 1_024;

    readonly Lock _gate = new();
    readonly Dictionary<TwinName, WatchedChange> _dirty = [];
    readonly Queue<TwinName> _order = new();
    readonly Queue<Finding> _findings = new();
    readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    bool _needsSnapshot = true;

    public WatchScope Scope => scope;

    public int Capacity => capacity;

    /// <summary>Twins whose newest status waits to be read.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _dirty.Count;
        }
    }

    /// <summary>Findings that were dropped because they were not read in time.</summary>
    public long DroppedFindings { get; private set; }

    public void Put(TwinStatus status)
    {
        lock (_gate)
        {
            ActivityContext cause = TracedCause.Current;
            if (_dirty.TryGetValue(status.Name, out WatchedChange held))
            {
                if (status.Sequence >= held.Status.Sequence)
                    _dirty[status.Name] = new WatchedChange(status, cause == default ? held.Cause : cause);
                return;
            }

            if (_dirty.Count == capacity)
                Overflow();
            if (_order.Count >= 2 * capacity)
                Reorder();
            _dirty.Add(status.Name, new WatchedChange(status, cause));
            _order.Enqueue(status.Name);
            Signal();
        }
    }

    public void Put(Finding finding)
    {
        lock (_gate)
        {
            if (_findings.Count == MostFindings)
            {
                _findings.Dequeue();
                DroppedFindings++;
            }

            _findings.Enqueue(finding);
            Signal();
        }
    }

    /// <summary>Completes when there is something to take or the snapshot is due.</summary>
    public async ValueTask Wait(CancellationToken cancellationToken) =>
        await _signal.Reader.ReadAsync(cancellationToken);

    /// <summary>The reader must read the status of everything in scope before it takes changes.</summary>
    public bool NeedsSnapshot
    {
        get
        {
            lock (_gate)
                return _needsSnapshot;
        }
    }

    /// <summary>The reader begins to read the status of everything in scope.</summary>
    public void BeginSnapshot()
    {
        lock (_gate)
            _needsSnapshot = false;
    }

    /// <summary>
    /// The status, or the newer one of the same twin that was published meanwhile, which then counts as taken.
    /// </summary>
    public TwinStatus Newest(TwinStatus status)
    {
        lock (_gate)
        {
            return _dirty.Remove(status.Name, out WatchedChange published) && published.Status.Sequence > status.Sequence
                ? published.Status
                : status;
        }
    }

    /// <summary>Takes the statuses that have waited longest, at most so many.</summary>
    public void Take(List<WatchedChange> changes, int most)
    {
        lock (_gate)
        {
            while (changes.Count < most && _order.TryDequeue(out TwinName name))
            {
                if (_dirty.Remove(name, out WatchedChange change))
                    changes.Add(change);
            }

            if (_order.Count > 0)
                Signal();
        }
    }

    public void Take(List<Finding> findings)
    {
        lock (_gate)
        {
            findings.AddRange(_findings);
            _findings.Clear();
        }
    }

    /// <summary>What waits is dropped, and the reader takes the snapshot anew.</summary>
    public void Resync()
    {
        lock (_gate)
        {
            Overflow();
            Signal();
        }
    }

    void Overflow()
    {
        _dirty.Clear();
        _order.Clear();
        _needsSnapshot = true;
    }

    /// <summary>Drops the names that <see cref="Newest"/> left behind in the order.</summary>
    void Reorder()
    {
        _order.Clear();
        foreach (TwinName name in _dirty.Keys)
            _order.Enqueue(name);
    }

    void Signal() => _signal.Writer.TryWrite(true);
}
