using System.Numerics;

namespace Qianliyan.Domain.Electricity;

/// <summary>The minutes of an hour in which a device was seen, and seen on; bit 0 is the first minute.</summary>
[GenerateSerializer, Immutable, Alias("qly.MinuteStates")]
public readonly record struct MinuteStates([property: Id(0)] ulong Known, [property: Id(1)] ulong On)
{
    const int Quarter = 15;

    /// <summary>The newest minute that was seen; -1 of none.</summary>
    public int Newest => 63 - BitOperations.LeadingZeroCount(Known);

    public bool IsOn(int minute) => (On >> minute & 1) != 0;

    public bool IsKnown(int minute) => (Known >> minute & 1) != 0;

    /// <summary>A minute in which anything was seen on is on.</summary>
    public MinuteStates With(ulong minutes, bool isOn) => new(Known | minutes, isOn ? On | minutes : On);

    /// <summary>
    /// Whether this says more than what was told: another state, an earlier minute on or off, or the next quarter of
    /// the hour. What goes on as before need not be told minute by minute.
    /// </summary>
    public bool IsWorthTellingAfter(MinuteStates told)
    {
        if (Known == 0)
            return told.Known != 0;
        if (told.Known == 0 || Newest / Quarter != told.Newest / Quarter || IsOn(Newest) != told.IsOn(told.Newest))
            return true;
        ulong before = (2UL << told.Newest) - 1;
        ulong later = Known & ~before;
        bool hasChangedBefore = ((Known ^ told.Known) & before) != 0 || ((On ^ told.On) & before) != 0;
        bool swings = (On & later) != 0 && (On & later) != later;
        return hasChangedBefore || swings;
    }
}
