using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>What has been told of a mean, to tell it again only when it changes.</summary>
/// <param name="IsStopped">The minutes of an hour without a mean that counts are flagged F (停运), as many as a mean needs.</param>
readonly record struct CountedMean(Exact Figure, DataFlag Flag, bool IsReported, SamplePurpose Purpose, bool IsStopped)
{
    /// <summary>Seconds of an hour under the marks that make it void; 0 of one that they do not.</summary>
    public int MarkedSeconds { get; private init; }

    /// <summary>The only value that there was, a sample, was taken back.</summary>
    public static CountedMean Gone => new(default, DataFlag.None, IsReported: false, SamplePurpose.None, IsStopped: false);

    public static CountedMean? OfHour(FactorDay? day, int hour, MeanValidity policy) =>
        day is not null && day.Hour(hour) is { IsSet: true } mean
            ? new CountedMean(
                mean.Figure, ToldFlag(in mean), day.Reported(hour).IsValid, mean.Purpose,
                !mean.IsValid && day.Count(hour).Stopped >= policy.HourMinutes)
            {
                MarkedSeconds = mean.Cause == VoidCause.Marked && day.VoidSeconds is { } seconds ? seconds[hour] : 0,
            }
            : null;

    public static CountedMean? OfDay(FactorDay? day) =>
        day is { IsDayJudged: true, Day: { IsSet: true } mean }
            ? new CountedMean(mean.Figure, ToldFlag(in mean), day.ReportedDay.IsValid, mean.Purpose, IsStopped: false)
            : null;

    /// <summary>Who is told of a mean knows its flag only: a void one is never told as normal.</summary>
    static DataFlag ToldFlag(in MeanCell mean) =>
        mean.IsValid || !mean.Flag.IsValid() ? mean.Flag : DataFlag.Insufficient;
}
