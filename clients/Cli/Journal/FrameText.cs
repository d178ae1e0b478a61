using System.Text;
using Google.Protobuf;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Journal;

/// <summary>
/// The bytes of a frame as one printable line. The server masks secrets; they are masked here again, so that nothing
/// shown depends on it.
/// </summary>
static class FrameText
{
    public static string Of(ByteString content)
    {
        string text = Encoding.UTF8.GetString(Redaction.MaskSecrets(content.Span)).TrimEnd('\r', '\n');
        return string.Concat(text.Select(c => char.IsControl(c) ? '\u00B7' : c));
    }
}
