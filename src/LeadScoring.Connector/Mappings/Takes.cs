namespace LeadScoring.Connector.Mappings;

/// <summary>Words to describe shapes with.</summary>
static class Takes
{
    /// <summary>No model needs more, and the sums of a lead's life stay exact.</summary>
    const decimal MostPoints = 1_000_000;

    public static readonly Shape Text = new(ShapeKind.Text);

    public static readonly Shape Flag = new(ShapeKind.Flag);

    public static readonly Shape Time = new(ShapeKind.Time);

    public static readonly Shape Pattern = new(ShapeKind.Pattern);

    public static readonly Shape Number = new(ShapeKind.Number);

    public static readonly Shape Points = new(ShapeKind.Number) { AtLeast = -MostPoints, AtMost = MostPoints };

    public static KeyRule Key(string name, Shape shape, string about) => new(name, shape, about);

    public static KeyRule Required(this KeyRule key) => key with { IsRequired = true };

    public static KeyRule RequiredIf(this KeyRule key, bool required) => key with { IsRequired = required };

    public static KeyRule Pending(this KeyRule key) => key with { IsPending = true };

    public static Shape Map(params KeyRule[] keys) => new(ShapeKind.Map) { Keys = keys };

    public static Shape Names(Shape each) => new(ShapeKind.Names) { Each = each };

    public static Shape Names(IReadOnlyList<string> only, Shape each) => new(ShapeKind.Names) { Choices = only, Each = each };

    public static Shape Names(FieldName fields, Shape each) => new(ShapeKind.Names) { Name = fields, Each = each };

    public static Shape List(Shape each) => new(ShapeKind.List) { Each = each };

    public static Shape Choice(params string[] choices) => new(ShapeKind.Choice) { Choices = choices };

    public static Shape Whole(int atLeast, int? atMost = null) => new(ShapeKind.Whole) { AtLeast = atLeast, AtMost = atMost };

    /// <summary>Zero or longer.</summary>
    public static Shape Duration() => new(ShapeKind.Duration);

    public static Shape LongerThanZero() => new(ShapeKind.Duration) { Above = 0 };

    public static Shape Field(FieldName name) => new(ShapeKind.Field) { Name = name };

    public static Shape NotEmpty(this Shape shape) => shape with { NotEmpty = true };

    public static Shape WithOneOf(this Shape shape, IReadOnlyList<string> keys) => shape with { OneOf = keys };

    public static Shape OrWord(this Shape shape, string word) => shape with { OrWord = word };

    public static Shape Or(this Shape shape, Shape otherwise) => shape with { Otherwise = otherwise };

    public static Shape OrList(this Shape shape) => shape.Or(List(shape).NotEmpty());

    public static Shape DefinedAs(this Shape shape, string definition) => shape with { Definition = definition };
}
