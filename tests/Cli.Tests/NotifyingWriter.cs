namespace Qianliyan.Cli.Tests;

/// <summary>Says when something was written and flushed.</summary>
sealed class NotifyingWriter(Action flushed) : StringWriter
{
    public override void Flush()
    {
        base.Flush();
        flushed();
    }
}
