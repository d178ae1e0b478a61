using System.Numerics;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Explaining;

/// <summary>The entries of a journal that speak of some factors in a window, in the order they came.</summary>
/// <param name="factors">The empty one alone for every factor that other twins told.</param>
sealed class EvidenceList(IReadOnlyList<FactorCode> factors, BeijingTime start, BeijingTime end)
{
    /// <summary>A month of uploads every 30 s would fill a message; the rest is in the history.</summary>
    const int Most = 500;

    readonly bool _isAny = factors.All(factor => factor.IsEmpty);

    public List<EvidenceEntry> Entries { get; } = [];

    /// <summary>How many there are, listed or not.</summary>
    public int Count { get; private set; }

    public void Take(JournalEntry stored, EntryBody body)
    {
        if (Of(stored, body) is { } entry)
            Add(entry);
    }

    public void Add(EvidenceEntry entry)
    {
        Count++;
        if (Entries.Count < Most)
            Entries.Add(entry);
    }

    EvidenceEntry? Of(JournalEntry stored, EntryBody body)
    {
        (BeijingTime time, string says, TwinName? source, long sequence) = body switch
        {
            Observed { Observation: var observation } =>
                (observation.DataTime, SaysOf(observation), (TwinName?)null, 0L),
            Signalled { Signal: { Body: MeanTold told } signal } when _isAny || factors.Contains(told.Factor) =>
                (told.Start, $"{told.Factor} {told.Period} {told.Value} {told.Flag.Letter()}".TrimEnd(), signal.Source,
                    signal.SourceSequence),
            Signalled { Signal: { Body: PowerTold told } signal } when factors.Contains(told.Device) =>
                (FirstOf(told.Hour), SaysOf(told), signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: FindingTold told } signal } =>
                (told.Finding.WindowStart, $"{told.Finding.Rule} {told.Finding.State}: {told.Finding.Reason}",
                    signal.Source, signal.SourceSequence),
            Marked { Mark: var mark } when mark.Overlaps(start, end) =>
                (mark.Start < start ? start : mark.Start, $"{mark.Code} by {mark.Author}: {mark.Reason}", null, 0L),
            _ => (default, "", null, 0L),
        };
        bool isOfWindow = says.Length > 0 && time >= start && time < end;
        return isOfWindow
            ? new EvidenceEntry(
                stored.Sequence, (EntryKind)stored.Kind, stored.ArrivalMs, time, says, source, sequence,
                stored.AttachmentDigest is not null)
            : null;
    }

    /// <summary>An hour that the window begins in speaks of it too.</summary>
    BeijingTime FirstOf(BeijingTime hour) => hour == start.StartOfHour ? start : hour;

    static string SaysOf(PowerTold told) => FormattableString.Invariant(
        $"{told.Device} on in {BitOperations.PopCount(told.Minutes.On)} of {BitOperations.PopCount(told.Minutes.Known)} minutes seen");

    string SaysOf(Observation observation)
    {
        var says = new List<string>();
        foreach (Reading reading in observation.Readings)
        {
            if (!factors.Contains(reading.Factor))
                continue;
            string converted = reading.Converted.HasValue ? $" converted {reading.Converted}" : "";
            says.Add($"{reading.Factor} {observation.Kind} {reading.Value}{converted} {reading.Flag.Letter()}".TrimEnd());
        }

        return string.Join("; ", says);
    }
}
