using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Points;

/// <summary>What has been told of a mean, to tell it again only when it changes.</summary>
readonly record struct CountedMean(Exact Figure, DataFlag Flag, bool IsReported, SamplePurpose Purpose)
{
    /// <summary>The only value that there was, a sample, was taken back.</summary>
    public static CountedMean Gone => new(default, DataFlag.Insufficient, IsReported: false, SamplePurpose.None);

    public static CountedMean? OfHour(FactorDay? day, int hour) =>
        day is not null && day.Hour(hour) is { IsSet: true } mean
            ? new CountedMean(mean.Figure, ToldFlag(in mean), day.Reported(hour).IsValid, mean.Purpose)
            : null;

    public static CountedMean? OfDay(FactorDay? day, Policy policy) =>
        day is { IsDayJudged: true } && day.Day(policy.Means.DayHours) is { IsSet: true } mean
            ? new CountedMean(mean.Figure, ToldFlag(in mean), day.ReportedDay.IsValid, mean.Purpose)
            : null;

    /// <summary>Who is told of a mean knows its flag only: a void one is never told as normal.</summary>
    static DataFlag ToldFlag(in MeanCell mean) =>
        mean.IsValid || !mean.Flag.IsValid() ? mean.Flag : DataFlag.Insufficient;
}
