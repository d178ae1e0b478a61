using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Marks;

/// <summary>The bytes of a version of a mark, format 1.</summary>
public static class MarkCodec
{
    const byte IsDeleted = 1;
    const byte HasSample = 2;

    public static void Write(EntryWriter writer, Mark mark)
    {
        writer.Text(mark.Id);
        writer.Byte((byte)mark.Code);
        writer.Factor(mark.Factor);
        writer.Time(mark.Start);
        writer.Time(mark.End);
        writer.Byte((byte)mark.Source);
        writer.Text(mark.Author);
        writer.Text(mark.Reason);
        writer.Int(mark.Revision);
        writer.Byte((byte)((mark.IsDeleted ? IsDeleted : 0) | (mark.Sample is null ? 0 : HasSample)));
        if (mark.Sample is not { } sample)
            return;
        writer.Byte((byte)sample.Purpose);
        writer.Exact(sample.Value);
        writer.Exact(sample.Converted);
        writer.Text(sample.Method);
    }

    public static Mark Read(ref EntryReader reader)
    {
        var mark = new Mark
        {
            Id = reader.Text() ?? "",
            Code = (MarkCode)reader.Byte(),
            Factor = reader.Factor(),
            Start = reader.Time(),
            End = reader.Time(),
            Source = (MarkSource)reader.Byte(),
            Author = reader.Text() ?? "",
            Reason = reader.Text(),
            Revision = reader.Int(),
        };
        byte more = reader.Byte();
        if (more > (IsDeleted | HasSample))
            throw new InvalidDataException($"Mark {mark.Id} has parts {more} that this version does not know.");
        return mark with
        {
            IsDeleted = (more & IsDeleted) != 0,
            Sample = (more & HasSample) == 0 ? null : new ManualSample(
                (SamplePurpose)reader.Byte(), reader.Exact(), reader.Exact(), reader.Text() ?? ""),
        };
    }
}
