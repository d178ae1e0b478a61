using System.Text;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Journal;

/// <summary>The readings of an upload in one line, factor by factor.</summary>
static class ReadingText
{
    public static string Of(Observation upload) => string.Join("; ", upload.Readings.Select(Of));

    static string Of(Reading reading)
    {
        var text = new StringBuilder(reading.Factor);
        text.Append('=').Append(reading.Value.Length > 0 ? reading.Value : reading.Word);
        if (reading.ConvertedValue.Length > 0)
            text.Append(" (").Append(reading.ConvertedValue).Append(')');
        if (reading.Minimum.Length > 0 || reading.Maximum.Length > 0)
            text.Append(" [").Append(reading.Minimum).Append("..").Append(reading.Maximum).Append(']');
        if (reading.Total.Length > 0)
            text.Append(" total ").Append(reading.Total);
        if (reading.Flag != DataFlag.Unspecified)
            text.Append(' ').Append(Words.Letter(reading.Flag));
        return text.ToString();
    }
}
