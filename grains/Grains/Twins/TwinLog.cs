using Microsoft.Extensions.Logging;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Grains.Twins;

static partial class TwinLog
{
    [LoggerMessage(1, LogLevel.Error, "{Twin} could not append after entry {Sequence}; it drops its state and loads again.")]
    public static partial void AppendFailed(ILogger logger, Exception exception, TwinName twin, long sequence);

    [LoggerMessage(2, LogLevel.Critical, "{Twin} could not apply entries {First} to {Last}; they are in the journal, and the state is not shown until they can be.")]
    public static partial void ApplyFailed(ILogger logger, Exception exception, TwinName twin, long first, long last);

    [LoggerMessage(3, LogLevel.Warning, "{Twin} could not tell {Target}; it tries again in {Delay}.")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception, TwinName twin, TwinName target, TimeSpan delay);

    [LoggerMessage(4, LogLevel.Warning, "{Twin} could not write a checkpoint; the journal is whole, a restart takes longer.")]
    public static partial void CheckpointFailed(ILogger logger, Exception exception, TwinName twin);

    [LoggerMessage(5, LogLevel.Warning, "{Region} could not let {Twin} know the time.")]
    public static partial void TickFailed(ILogger logger, Exception exception, TwinName region, TwinName twin);

    [LoggerMessage(6, LogLevel.Warning, "{Region} could not note until when it listened; after the next start it waits some minutes longer.")]
    public static partial void ClockLost(ILogger logger, Exception exception, TwinName region);

    [LoggerMessage(
        7, LogLevel.Warning,
        "{Region} does not know whether it has its clock; it looks again when it is told something.")]
    public static partial void ClockUnknown(ILogger logger, Exception exception, TwinName region);

    [LoggerMessage(
        8, LogLevel.Information,
        "{Twin} lived through its {Entries} entries again in {Elapsed}: its checkpoint of format {Format} had no state to go on from.")]
    public static partial void Rebuilt(ILogger logger, TwinName twin, byte format, long entries, TimeSpan elapsed);
}
