using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Marks;

/// <summary>The bytes of a version of a mark, format 1.</summary>
public static class MarkCodec
{
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
        writer.Bool(mark.IsDeleted);
    }

    public static Mark Read(ref EntryReader reader) => new()
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
        IsDeleted = reader.Bool(),
    };
}
