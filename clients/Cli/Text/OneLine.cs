using Spectre.Console.Rendering;

namespace Qianliyan.Cli.Text;

/// <summary>Plain text of a table's cell that never breaks: where the room ends, it ends in an ellipsis.</summary>
sealed class OneLine(string text) : Renderable
{
    const string Ellipsis = "…";

    readonly Segment _whole = new(text.ReplaceLineEndings(" "));

    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        int width = _whole.CellCount();
        return new Measurement(Math.Min(1, width), width);
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (_whole.CellCount() <= maxWidth)
            return [_whole];
        string kept = Segment.Truncate(_whole, Math.Max(0, maxWidth - 1))?.Text ?? "";
        return [new Segment(kept + Ellipsis)];
    }
}
