using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Queries;

/// <summary>A range of Unix milliseconds; start inclusive, end exclusive.</summary>
readonly record struct TimeRange(long FromMs, long ToMs)
{
    const int MillisecondsPerSecond = 1_000;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: no such time, or an end before the start.</exception>
    public static TimeRange Of(Timestamp? start, Timestamp? end)
    {
        var range = new TimeRange(
            start is null ? 0 : MillisecondsOf(start, "start_time"),
            end is null ? long.MaxValue : MillisecondsOf(end, "end_time"));
        if (range.ToMs < range.FromMs)
            throw ApiError.Invalid("end_time", $"{end}", "lies before start_time");
        return range;
    }

    public bool Contains(long ms) => ms >= FromMs && ms < ToMs;

    /// <summary>Whether what holds from a start to an end, exclusive or not set, holds within the range.</summary>
    public bool Meets(BeijingTime start, BeijingTime end) =>
        start.UnixSeconds * MillisecondsPerSecond < ToMs
        && (!end.IsSet || end.UnixSeconds * MillisecondsPerSecond > FromMs);

    /// <summary>Rounded up: a part of a millisecond behind a bound lies behind it.</summary>
    static long MillisecondsOf(Timestamp time, string field)
    {
        BeijingTime second = GivenTime.Read(time, field);
        return second.UnixSeconds * MillisecondsPerSecond + (time.Nanos + 999_999) / 1_000_000;
    }
}
