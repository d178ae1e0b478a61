using Qianliyan.Domain.Time;
using Qianliyan.V1;

namespace Qianliyan.Benchmarks.Twins;

/// <summary>What each point sends in one round, and how far the next round lies ahead.</summary>
/// <param name="Uploads">The uploads of a point in a round, in order.</param>
/// <param name="Start">The time of the first round.</param>
/// <param name="StepSeconds">From one round to the next.</param>
/// <param name="Rounds">How many; <see cref="long.MaxValue"/> for as many as time allows.</param>
sealed record UploadPlan(PlannedUpload[] Uploads, BeijingTime Start, int StepSeconds, long Rounds)
{
    /// <summary>Instants, one a round.</summary>
    public static UploadPlan Instants(BeijingTime start, int stepSeconds, long rounds) =>
        new([new PlannedUpload(ObservationKind.RealTime, 0, 0)], start, stepSeconds, rounds);

    /// <summary>An hour a round: six means of ten minutes and the mean of the hour.</summary>
    public static UploadPlan Hours(BeijingTime start, int hours)
    {
        const int minutes = 10;
        PlannedUpload[] uploads =
        [
            .. Enumerable.Range(0, 60 / minutes)
                .Select(slot => new PlannedUpload(ObservationKind.Minute, slot * minutes * BeijingTime.SecondsPerMinute, minutes)),
            new PlannedUpload(ObservationKind.Hour, 0, 0),
        ];
        return new UploadPlan(uploads, start, BeijingTime.SecondsPerHour, hours);
    }
}

/// <param name="Kind">What it reports.</param>
/// <param name="OffsetSeconds">Its data time, from the start of the round.</param>
/// <param name="IntervalMinutes">Length of a minute record.</param>
readonly record struct PlannedUpload(ObservationKind Kind, int OffsetSeconds, int IntervalMinutes);
