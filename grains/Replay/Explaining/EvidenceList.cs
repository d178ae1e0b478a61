using System.Globalization;
using System.Numerics;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
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
/// <param name="start">Start of the window.</param>
/// <param name="end">Its end, exclusive.</param>
/// <param name="subject">What of the twin the figure is about; empty where it says nothing.</param>
/// <param name="behind">What kinds of entries are behind the figure.</param>
sealed class EvidenceList(
    IReadOnlyList<FactorCode> factors, BeijingTime start, BeijingTime end, string subject, RuleEvidence behind)
{
    /// <summary>A month of uploads every 30 s would fill a message; the rest is in the history.</summary>
    const int Most = 500;

    readonly bool _isAny = factors.All(factor => factor.IsEmpty);

    public List<EvidenceEntry> Entries { get; } = [];

    /// <summary>How many there are, listed or not.</summary>
    public int Count { get; private set; }

    public void Take(JournalEntry stored, EntryBody body)
    {
        bool isListed = body switch
        {
            Marked { Mark.Code: var code } => behind.Lists(code),
            Signalled { Signal.Body: MarkTold { Mark.Code: var code } } => behind.Lists(code),
            Signalled { Signal.Body: MaintenanceTold } => behind.ListsMaintenance,
            Signalled { Signal.Body: ViolationsTold } => behind.ListsViolations,
            Signalled { Signal.Body: PeersTold } => behind.ListsPeers,
            Signalled { Signal.Body: RanksTold } => behind.ListsRanks,
            Ordered { Order: var order } => behind.ListsOrders && order.Subject == subject,
            Signalled { Signal.Body: DayVerdictTold } => behind.Counted.Contains(FindingRules.Day),
            _ => behind.IsData,
        };
        if (isListed && Of(stored, body) is { } entry)
            Add(entry);
    }

    /// <summary>Behind a counter are the findings that it counts, and not the uploads of its window.</summary>
    public void AddCounted(IEnumerable<(Finding Finding, JournalEntry By)> found)
    {
        foreach ((Finding finding, JournalEntry by) in found)
        {
            if (!behind.Counted.Contains(finding.Rule) || finding.WindowStart < start || finding.WindowStart >= end)
                continue;
            Add(new EvidenceEntry(
                by.Sequence, (EntryKind)by.Kind, by.ArrivalMs, finding.WindowStart,
                $"{finding.Rule} {finding.State}: {finding.Reason}", Source: null, SourceSequence: 0,
                by.AttachmentDigest is not null));
        }
    }

    void Add(EvidenceEntry entry)
    {
        Count++;
        if (Entries.Count < Most)
            Entries.Add(entry);
    }

    /// <summary>A mark that names no pollutant is about all.</summary>
    bool IsAbout(FactorCode factor) => _isAny || factor.IsEmpty || factors.Contains(factor);

    static string SaysOf(Mark mark)
    {
        string measured = mark.Sample is { } sample
            ? $" {sample.Value}{(sample.Converted.HasValue ? $" ({sample.Converted} at reference oxygen)" : "")}, {sample.Method},"
            : "";
        return $"{(mark.IsDeleted ? "deleted " : "")}{mark.Code}{measured} by {mark.Author}: {mark.Reason}";
    }

    static string SaysOf(EmergencyOrder order)
    {
        string lifted = order.IsLifted ? "taken back: " : "";
        string by = order.Author.Length > 0
            ? FormattableString.Invariant($", revision {order.Revision} by {order.Author}: {order.Reason}")
            : "";
        return $"{lifted}order {order.Number} to cut {order.Cut} from {order.From} to {order.To}{by}";
    }

    /// <summary>A slot that the point made is told by the entry that closed it, and not by those it is made of.</summary>
    static string SaysOf(MeanTold told)
    {
        bool isMade = told is { Period: ObservationKind.FurnaceTemperature, IsReported: false };
        string says = $"{told.Factor} {told.Period} {told.Value} {told.Flag.Letter()}".TrimEnd();
        string marked = told.MarkedSeconds > 0
            ? FormattableString.Invariant($", {decimal.Round((decimal)told.MarkedSeconds / BeijingTime.SecondsPerMinute, 1)} minutes of it marked")
            : "";
        return isMade ? $"{says}, made of the uploads of its minutes, which came before that entry" : says + marked;
    }

    EvidenceEntry? Of(JournalEntry stored, EntryBody body)
    {
        (BeijingTime time, string says, TwinName? source, long sequence) = body switch
        {
            Observed { Observation: var observation } =>
                (observation.DataTime, SaysOf(observation), (TwinName?)null, 0L),
            Signalled { Signal: { Body: MeanTold told } signal } when _isAny || factors.Contains(told.Factor) =>
                (told.Start, SaysOf(told), signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: PowerTold told } signal } when factors.Contains(told.Device) =>
                (FirstOf(told.Hour), SaysOf(told), signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: MaintenanceTold told } signal } =>
                (told.Quarter, SaysOf(told), signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: ViolationsTold told } signal } =>
                (FirstOf(told.Month), SaysOf(told.Month), signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: DayVerdictTold told } signal } =>
                (told.Day, $"{told.Factor} day judged by its furnace: {told.Verdict}", signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: FindingTold told } signal } =>
                (told.Finding.WindowStart, $"{told.Finding.Rule} {told.Finding.State}: {told.Finding.Reason}",
                    signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: RanksTold told } signal } =>
                (told.Month, SaysOf(told), signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: PeersTold told } signal } =>
                (told.Day == start.StartOfDay ? start : told.Day, SaysOf(told), signal.Source, signal.SourceSequence),
            Signalled { Signal: { Body: MarkTold { Mark: var mark } } signal } when mark.Overlaps(start, end) =>
                (mark.Start < start ? start : mark.Start, SaysOf(mark), signal.Source, signal.SourceSequence),
            Marked { Mark: var mark } when mark.Overlaps(start, end) && IsAbout(mark.Factor) =>
                (mark.Start < start ? start : mark.Start, SaysOf(mark), null, 0L),
            Ordered { Order: var order } => (start, SaysOf(order), null, 0L),
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

    /// <summary>Days that run on over the end of a month are of a month that began before the window.</summary>
    BeijingTime FirstOf(MonthViolations month) =>
        month.Start < start && start < FurnaceMonth.EndFor(month.Start) ? start : month.Start;

    static string SaysOf(MonthViolations month)
    {
        ViolationCounts counts = month.Counts;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.EmissionDays} emission days, {counts.MeansOver} daily means over and {counts.TemperatureDays} temperature days "
            + $"in {month.Start.Date:yyyy-MM}, {BitOperations.PopCount(month.Judged)} days with a verdict");
    }

    static string SaysOf(PowerTold told) => FormattableString.Invariant(
        $"{told.Device} on in {BitOperations.PopCount(told.Minutes.On)} of {BitOperations.PopCount(told.Minutes.Known)} minutes seen");

    static string SaysOf(MaintenanceTold told) => FormattableString.Invariant(
        $"{(decimal)told.Seconds / BeijingTime.SecondsPerHour:0.####} hours of CEMS维护 in the quarter");

    static string SaysOf(RanksTold told)
    {
        string lists = string.Join("; ", told.Lists.Select(rank => FormattableString.Invariant(
            $"{rank.List} rank {rank.Rank} of {rank.Ranked}, figure {rank.Figure}")));
        return FormattableString.Invariant(
            $"month mean {told.Mean} of {told.Hours} hours: {(lists.Length == 0 ? "on no list" : lists)}");
    }

    string SaysOf(PeersTold told) => string.Join("; ", told.Factors.Where(peers => factors.Contains(peers.Factor))
        .Select(peers => (peers.Factor, Hours: peers.Hours.Where(median => median.HasValue).ToArray()))
        .Select(peers => FormattableString.Invariant(
            $"{peers.Factor} medians of like outlets in {peers.Hours.Length} hours, {peers.Hours.Min()} to {peers.Hours.Max()}")));

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
