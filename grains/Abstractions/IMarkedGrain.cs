using Orleans.Concurrency;
using Qianliyan.Domain.Marks;

namespace Qianliyan.Abstractions;

/// <summary>A twin that marks (标记) hang on.</summary>
[Alias("qly.IMarkedGrain")]
public interface IMarkedGrain : ITwinGrain
{
    /// <summary>Takes a version of a mark and returns when it is durable.</summary>
    /// <returns>The version as it is kept; null when the twin holds that revision of the mark already.</returns>
    /// <exception cref="ArgumentException">The mark is none; the message names the field.</exception>
    [Alias("Mark")]
    ValueTask<MarkVersion?> Mark(Mark mark);

    /// <summary>The newest version of every mark, by id; deleted ones included.</summary>
    [AlwaysInterleave, Alias("GetMarks")]
    ValueTask<MarkVersion[]> GetMarks();
}
