namespace Qianliyan.Replay.Backups;

/// <summary>Writes that go on while the next ones are made, so many at a time; the first that fails ends all.</summary>
sealed class WritesUnderWay(int most) : IDisposable
{
    readonly SemaphoreSlim _room = new(most, most);
    readonly List<Task> _tasks = [];

    public void Dispose() => _room.Dispose();

    public async Task Add(Func<Task> write, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        foreach (Task ended in _tasks.Where(task => task.IsCompleted).ToArray())
        {
            _tasks.Remove(ended);
            await ended;
        }

        _tasks.Add(Run(write()));
    }

    public Task End() => Task.WhenAll(_tasks);

    async Task Run(Task write)
    {
        try
        {
            await write;
        }
        finally
        {
            _room.Release();
        }
    }
}
