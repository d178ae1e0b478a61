using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using Qianliyan.Hj212;
using Qianliyan.Storage.Frames;

namespace Qianliyan.Gateway;

/// <summary>What all connections of the gateway share.</summary>
public sealed class GatewayServices(
    IGrainFactory grains,
    IFrameLog frames,
    TimeProvider time,
    GatewayInstruments instruments,
    IOptions<GatewayOptions> options,
    ILogger<GatewayServices> logger)
{
    public IGrainFactory Grains => grains;

    public IFrameLog Frames => frames;

    public TimeProvider Time => time;

    public GatewayInstruments Instruments => instruments;

    public GatewayOptions Options { get; } = options.Value;

    public ILogger Logger => logger;

    /// <summary>A message owns buffers; connections borrow one for a round instead of keeping one for life.</summary>
    internal ObjectPool<Message> Messages { get; } =
        new DefaultObjectPool<Message>(new DefaultPooledObjectPolicy<Message>(), Environment.ProcessorCount * 8);

    internal long NowUnixMs() => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal long DeadlineAfter(TimeSpan timeout) =>
        time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency);
}
