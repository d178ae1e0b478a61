using System.Text;

namespace Qianliyan.Cli.Connecting;

/// <summary>
/// Leaves out what tables put around their text: blanks at the end of a line, and all but one of several empty lines.
/// Not thread-safe.
/// </summary>
sealed class TrimmedWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    int _blanks;
    int _lineEnds = 2;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        switch (value)
        {
            case ' ':
                _blanks++;
                break;
            case '\r':
                break;
            case '\n':
                _blanks = 0;
                if (++_lineEnds <= 2)
                    inner.WriteLine();
                break;
            default:
                for (; _blanks > 0; _blanks--)
                    inner.Write(' ');
                _lineEnds = 0;
                inner.Write(value);
                break;
        }
    }

    public override void Flush() => inner.Flush();
}
