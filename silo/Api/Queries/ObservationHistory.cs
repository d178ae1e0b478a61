using System.Globalization;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;
using ObservationKind = Qianliyan.Domain.Observations.ObservationKind;

namespace Qianliyan.Api.Queries;

/// <summary>
/// Reads the history of a point out of its journal, in order of sequence. A range of arrival times is a range of the
/// journal. A range of data times is looked for from a day before its start (a device's clock may be fast) to
/// <see cref="LatestArrival"/> after its end.
/// </summary>
sealed class ObservationHistory(IJournal journal, LiveTwins twins)
{
    /// <summary>How much later than its time an observation may arrive and still be found by it.</summary>
    public static readonly TimeSpan LatestArrival = TimeSpan.FromDays(31);

    /// <summary>Two uploads that arrive side by side may be journaled in the other order.</summary>
    static readonly TimeSpan ArrivalDisorder = TimeSpan.FromMinutes(1);

    /// <summary>Entries that one page reads at most; a page may stay short, but not take for ever.</summary>
    const int MostEntries = 10_000;

    const int MillisecondsPerSecond = 1_000;
    const int MillisecondsPerDay = 86_400_000;

    public async Task<V1.ListObservationsResponse> List(
        V1.ListObservationsRequest request, CancellationToken cancellationToken)
    {
        TwinName point = ResourceNames.Twin(request.Parent, TwinKind.Point, "parent");
        var range = TimeRange.Of(request.StartTime, request.EndTime);
        bool isByArrival = request.TimeBasis == V1.ObservationTimeBasis.Arrival;
        ObservationKind[] kinds = [.. request.Kinds.Select(KindOf)];
        int size = PageToken.SizeOf(request.PageSize);
        V1.ListObservationsRequest conditions = request.Clone();
        (conditions.PageSize, conditions.PageToken) = (0, "");
        string? position = PageToken.Open(conditions, request.PageToken);
        await twins.GetKnown(point);

        long? from = position is null
            ? await FirstOf(point, range, isByArrival, cancellationToken)
            : long.Parse(position, CultureInfo.InvariantCulture);
        var response = new V1.ListObservationsResponse();
        if (from is not { } first)
            return response;
        long grace = (long)(isByArrival ? ArrivalDisorder : LatestArrival).TotalMilliseconds;
        long lastArrival = range.ToMs > long.MaxValue - grace ? long.MaxValue : range.ToMs + grace;
        long next = first;
        await foreach (JournalEntry entry in journal.ReadAsync(
            point.ToString(), first, toSequence: null, MostEntries, cancellationToken))
        {
            if (entry.ArrivalMs >= lastArrival)
                return response;
            if (response.Observations.Count == size)
                break;
            next = entry.Sequence + 1;
            if (Find(entry, kinds) is { } observation
                && range.Contains(isByArrival ? entry.ArrivalMs : MillisecondsOf(observation.DataTime)))
            {
                response.Observations.Add(ObservationMap.ToProto(point, entry, observation));
            }
        }

        bool isAtEnd = next - first < MostEntries && response.Observations.Count < size;
        response.NextPageToken = isAtEnd
            ? ""
            : PageToken.Seal(conditions, next.ToString(CultureInfo.InvariantCulture));
        return response;
    }

    static Domain.Observations.Observation? Find(JournalEntry entry, ObservationKind[] kinds)
    {
        if ((EntryKind)entry.Kind != EntryKind.Observed)
            return null;
        EntryBody body = EntryCodec.Read(EntryKind.Observed, entry.FormatVersion, entry.Payload.Span);
        return body is Observed { Observation: var it } && (kinds.Length == 0 || kinds.Contains(it.Kind)) ? it : null;
    }

    static long MillisecondsOf(BeijingTime time) => time.UnixSeconds * MillisecondsPerSecond;

    async ValueTask<long?> FirstOf(
        TwinName point, TimeRange range, bool isByArrival, CancellationToken cancellationToken)
    {
        long earliest = isByArrival ? range.FromMs : range.FromMs - MillisecondsPerDay;
        if (earliest <= 0)
            return 1;
        DateOnly day = new BeijingTime(earliest / MillisecondsPerSecond).Date;
        return (await journal.FindFirstOfDayAsync(point.ToString(), day, cancellationToken))?.Sequence;
    }

    static ObservationKind KindOf(V1.ObservationKind kind, int index) =>
        kind.ToDomain() ?? throw ApiError.Invalid($"kinds[{index}]", $"{kind}", "is not known");
}
