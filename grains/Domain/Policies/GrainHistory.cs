using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// By which grain each window is judged, natural quarters (furnace.budget.cemsGrain) or months (furnace.subsidy.grain): the
/// last that was in force while the window ran. So a policy changes the running one, and those before stand as they were
/// judged.
/// </summary>
public sealed class GrainHistory
{
    readonly List<(BeijingTime From, FurnaceGrain Grain)> _changes = [];

    /// <summary>Whether the plant was ever counted as one.</summary>
    public bool HasPlant => _changes.Exists(change => change.Grain == FurnaceGrain.Plant);

    /// <param name="window">Its start.</param>
    public FurnaceGrain Of(BeijingTime window) => _changes.FindLast(change => change.From <= window).Grain;

    /// <summary>Takes the grain that is in force now.</summary>
    /// <param name="grain">Of the policy.</param>
    /// <param name="running">Start of the running window; the first grain holds for those before, too.</param>
    public void Follow(FurnaceGrain grain, BeijingTime running)
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
        foreach ((BeijingTime from, FurnaceGrain grain) in _changes)
        {
            writer.Time(from);
            writer.Byte((byte)grain);
        }
    }

    public static GrainHistory Read(ref EntryReader reader)
    {
        var history = new GrainHistory();
        for (int count = reader.Count(); count > 0; count--)
            history._changes.Add((reader.Time(), (FurnaceGrain)reader.Byte()));
        return history;
    }
}
