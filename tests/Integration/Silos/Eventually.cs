namespace Qianliyan.Integration.Silos;

static class Eventually
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Asks until the answer satisfies; fails with the last answer after a minute.</summary>
    public static async Task<T> Get<T>(
        Func<Task<T>> ask, Func<T, bool> satisfies, string expectation, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            T answer = await ask();
            if (satisfies(answer))
                return answer;
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(
                Longest, $"{expectation}; last answer: {answer}");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
