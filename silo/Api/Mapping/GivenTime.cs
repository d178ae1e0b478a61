using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Errors;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Mapping;

/// <summary>Times that people give: of the years 2000 to 2099, Beijing time. Others are slips of the pen.</summary>
static class GivenTime
{
    static readonly BeijingTime Earliest = BeijingTime.Of(2000, 1, 1);
    static readonly BeijingTime Latest = BeijingTime.Of(2100, 1, 1);

    /// <summary>The second that a time lies in.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT that names the field.</exception>
    public static BeijingTime Read(Timestamp time, string field)
    {
        var read = new BeijingTime(time.Seconds);
        return read >= Earliest && read < Latest && time.Nanos is >= 0 and < 1_000_000_000
            ? read
            : throw ApiError.Invalid(field, Shown(time), "is not a time of the years 2000 to 2099");
    }

    /// <summary>For what holds from and to whole seconds.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT that names the field.</exception>
    public static BeijingTime ReadWhole(Timestamp time, string field)
    {
        BeijingTime read = Read(time, field);
        return time.Nanos == 0 ? read : throw ApiError.Invalid(field, Shown(time), "is not a whole second");
    }

    static string Shown(Timestamp time) => time.Nanos == 0 ? $"{time.Seconds}s" : $"{time.Seconds}s {time.Nanos}ns";
}
