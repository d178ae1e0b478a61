using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Twins;

/// <summary>A twin's pages in storage.</summary>
readonly struct StoredPages<TState>(ITwinFold<TState> fold, IJournal journal, string twin)
    where TState : class, ITwinState
{
    /// <summary>The page as the last checkpoint left it; null when it was never written.</summary>
    public async ValueTask<IPage?> Read(PageId id, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? bytes = await journal.ReadPageAsync(twin, id.ToString(), cancellationToken);
        return bytes is { } found ? Parse(fold, id, found.Span) : null;
    }

    public static IPage Parse(ITwinFold<TState> fold, PageId id, ReadOnlySpan<byte> bytes)
    {
        var reader = new EntryReader(bytes);
        return fold.ReadPage(id, ref reader);
    }
}
