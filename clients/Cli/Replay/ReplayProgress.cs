using Qianliyan.Domain.Time;

namespace Qianliyan.Cli.Replay;

/// <summary>How far a replay is. Written by many connections, read by the console.</summary>
sealed class ReplayProgress
{
    long _sent;
    long _answersWanted;
    long _acknowledged;
    long _at;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Frames sent that ask for an answer.</summary>
    public long AnswersWanted => Interlocked.Read(ref _answersWanted);

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>
    /// Frames that ask for an answer and have none, so far: refused, quarantined, or still on their way.
    /// </summary>
    public long Unanswered => Math.Max(0, AnswersWanted - Acknowledged);

    /// <summary>The recorded time that was reached.</summary>
    public BeijingTime At
    {
        get => new(Interlocked.Read(ref _at));
        set => Interlocked.Exchange(ref _at, value.UnixSeconds);
    }

    public void CountSent(bool answerWanted)
    {
        if (answerWanted)
            Interlocked.Increment(ref _answersWanted);
        Interlocked.Increment(ref _sent);
    }

    public void CountAcknowledged() => Interlocked.Increment(ref _acknowledged);
}
