namespace Qianliyan.Cli.Replay;

/// <summary>
/// How many frames of a connection may wait for their answers. A gateway answers nothing to what it does not take, so
/// frames that waited for too long give up their places, and an answer that comes later than that frees none.
/// </summary>
sealed class SendWindow(int size, TimeSpan answerTimeout) : IDisposable
{
    readonly SemaphoreSlim _room = new(size, size);
    readonly Lock _lock = new();
    int _open;

    /// <summary>Takes a place, at the latest when the answers of those before are overdue.</summary>
    public async ValueTask Enter(CancellationToken cancellationToken)
    {
        while (!await _room.WaitAsync(answerTimeout, cancellationToken))
            GiveUp();
        lock (_lock)
            _open++;
    }

    /// <summary>An answer came.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_open == 0)
                return;
            _open--;
            _room.Release();
        }
    }

    /// <summary>Waits until every frame is answered or no answer has come for the timeout.</summary>
    public async Task Drain(CancellationToken cancellationToken)
    {
        for (int i = 0; i < size; i++)
        {
            if (!await _room.WaitAsync(answerTimeout, cancellationToken))
                return;
        }
    }

    public void Dispose() => _room.Dispose();

    void GiveUp()
    {
        lock (_lock)
        {
            if (_open == 0)
                return;
            _room.Release(_open);
            _open = 0;
        }
    }
}
