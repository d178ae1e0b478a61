using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Qianliyan.Hj212;
using Qianliyan.Storage.Frames;

namespace Qianliyan.Gateway;

/// <summary>What all connections of the gateway share.</summary>
public sealed class GatewayServices(
    IGrainFactory grains,
    ILocalSiloDetails silo,
    IFrameLog frames,
    TimeProvider time,
    GatewayInstruments instruments,
    IOptions<GatewayOptions> options,
    ILogger<GatewayServices> logger)
{
    public IGrainFactory Grains => grains;

    public SiloAddress Silo => silo.SiloAddress;

    public IFrameLog Frames => frames;

    public TimeProvider Time => time;

    public GatewayInstruments Instruments => instruments;

    public GatewayOptions Options { get; } = options.Value;

    public ILogger Logger => logger;

    /// <summary>
    /// A twin that is just moving, or whose silo is gone, is asked again for about five seconds: less than a device waits
    /// before it sends the frame again. What it had recorded already it answers as repeated.
    /// </summary>
    internal ResiliencePipeline MovingTwins { get; } = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<OrleansException>(),
            MaxRetryAttempts = 6,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(2),
            OnRetry = _ =>
            {
                instruments.AskedAgain();
                return default;
            },
        })
        .Build();

    /// <summary>A message owns buffers; connections borrow one for a round instead of keeping one for life.</summary>
    internal ObjectPool<Message> Messages { get; } =
        new DefaultObjectPool<Message>(new DefaultPooledObjectPolicy<Message>(), Environment.ProcessorCount * 8);

    internal long NowUnixMs() => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal long DeadlineAfter(TimeSpan timeout) =>
        time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency);
}
