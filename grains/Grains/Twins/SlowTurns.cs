using Qianliyan.Abstractions.Operations;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Grains.Twins;

/// <summary>The longest turns of this silo's twins, of the last one to two minutes.</summary>
public sealed class SlowTurns(TimeProvider time)
{
    const int Kept = 10;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    List<SlowTurn> _former = [];
    List<SlowTurn> _current = [];
    long _began = time.GetTimestamp();
    double _shortest;

    /// <summary>A turn that is not among the longest costs a comparison.</summary>
    internal void Record(TwinName twin, TimeSpan elapsed)
    {
        double milliseconds = elapsed.TotalMilliseconds;
        if (milliseconds <= Volatile.Read(ref _shortest))
            return;
        lock (_gate)
        {
            _current.Add(new SlowTurn(twin, milliseconds));
            if (_current.Count < 2 * Kept)
                return;
            _current = Longest(_current);
            if (_current.Count == Kept)
                Volatile.Write(ref _shortest, _current[^1].Milliseconds);
        }
    }

    /// <returns>One a twin, the longest first; at most ten.</returns>
    public SlowTurn[] Take()
    {
        lock (_gate)
            return [.. Longest([.. _former, .. _current])];
    }

    /// <summary>
    /// Begins a new minute when the last is over. The silo's beat sees to it, so that a turn need not look at the clock, and
    /// the longest of a minute do not hide those of the next.
    /// </summary>
    public void BeginMinute()
    {
        lock (_gate)
        {
            TimeSpan age = time.GetElapsedTime(_began);
            if (age < Window)
                return;
            _former = age < 2 * Window ? Longest(_current) : [];
            _current = [];
            _began = time.GetTimestamp();
            Volatile.Write(ref _shortest, 0);
        }
    }

    static List<SlowTurn> Longest(IEnumerable<SlowTurn> turns) =>
        [.. turns.GroupBy(turn => turn.Twin).Select(same => same.MaxBy(turn => turn.Milliseconds)!)
            .OrderByDescending(turn => turn.Milliseconds).Take(Kept)];
}
