namespace Qianliyan.Client;

/// <summary>
/// Waits longer each time, with up to half of it left to chance, so that clients do not come back in step.
/// </summary>
sealed class Backoff(ClientOptions options)
{
    TimeSpan _delay = options.FirstDelay;

    public void Reset() => _delay = options.FirstDelay;

    public Task Wait(CancellationToken cancellationToken)
    {
        TimeSpan delay = _delay * (1 - Random.Shared.NextDouble() / 2);
        TimeSpan doubled = _delay * 2;
        _delay = doubled < options.LongestDelay ? doubled : options.LongestDelay;
        return Task.Delay(delay, options.Time, cancellationToken);
    }
}
