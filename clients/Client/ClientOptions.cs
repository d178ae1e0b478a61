namespace Qianliyan.Client;

public sealed record ClientOptions
{
    /// <summary>The largest message that is accepted.</summary>
    public int MaxMessageBytes { get; init; } = 64 << 20;

    /// <summary>Wait before the first attempt to connect again; doubled for each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(10);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the transport; null for sockets with keep-alive.</summary>
    public Func<HttpMessageHandler>? HttpHandler { get; init; }
}
