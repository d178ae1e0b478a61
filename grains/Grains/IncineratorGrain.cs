using Qianliyan.Abstractions;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Registry;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

public sealed class IncineratorGrain(TwinServices services)
    : TwinGrain<IncineratorState>(TwinKind.Incinerator, new IncineratorFold(), services), IIncineratorGrain
{
    public ValueTask<MarkVersion?> Mark(Mark mark) => TakeMark(mark);

    public ValueTask<MarkVersion[]> GetMarks() => new([.. State.Marks.Set.Newest]);
}
