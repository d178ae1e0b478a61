using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// By which grain (furnace.budget.cemsGrain) each natural quarter is judged: the last that was in force while the quarter
/// ran. So a policy changes the running quarter, and those before stand as they were judged.
/// </summary>
public sealed class GrainHistory
{
    readonly List<(BeijingTime From, CemsGrain Grain)> _changes = [];

    public CemsGrain Of(BeijingTime quarter) => _changes.FindLast(change => change.From <= quarter).Grain;

    /// <summary>Takes the grain that is in force now.</summary>
    /// <param name="grain">Of the policy.</param>
    /// <param name="running">Start of the running quarter; the first grain holds for those before, too.</param>
    public void Follow(CemsGrain grain, BeijingTime running)
    {
        if (_changes.Count == 0)
            _changes.Add((default, grain));
        if (_changes[^1].Grain == grain)
            return;
        _changes.RemoveAll(change => change.From >= running);
        if (_changes[^1].Grain != grain)
            _changes.Add((running, grain));
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_changes.Count);
        foreach ((BeijingTime from, CemsGrain grain) in _changes)
        {
            writer.Time(from);
            writer.Byte((byte)grain);
        }
    }

    public static GrainHistory Read(ref EntryReader reader)
    {
        var history = new GrainHistory();
        for (int count = reader.Count(); count > 0; count--)
            history._changes.Add((reader.Time(), (CemsGrain)reader.Byte()));
        return history;
    }
}
