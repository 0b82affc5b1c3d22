/* SPDX-License-Identifier: MIT */
/*
 * Sentences of the accessibility summary, in the language of the book; in
 * English where there are none.
 */
#include "write/epub.h"

static const struct {
    const char *language;
    const char *phrases[EPUB_PHRASE_COUNT];
} tables[] = {
    {"en",
        {"All content is text.", "All images have a description.",
            "Some images have no description.", "Formulas are given as MathML.",
            "The pages of the printed edition are marked.",
            "The book has audio or video."}},
    {"de",
        {"Der gesamte Inhalt ist Text.", "Alle Bilder haben eine Beschreibung.",
            "Einige Bilder haben keine Beschreibung.",
            "Formeln liegen als MathML vor.",
            "Die Seiten der gedruckten Ausgabe sind markiert.",
            "Das Buch enthält Ton oder Video."}},
    {"fr",
        {"Tout le contenu est du texte.",
            "Toutes les images ont une description.",
            "Certaines images n’ont pas de description.",
            "Les formules sont en MathML.",
            "Les pages de l’édition imprimée sont indiquées.",
            "Le livre contient du son ou de la vidéo."}},
    {"es",
        {"Todo el contenido es texto.",
            "Todas las imágenes tienen una descripción.",
            "Algunas imágenes no tienen descripción.",
            "Las fórmulas están en MathML.",
            "Las páginas de la edición impresa están señaladas.",
            "El libro contiene audio o vídeo."}},
    {"it",
        {"Tutto il contenuto è testo.",
            "Tutte le immagini hanno una descrizione.",
            "Alcune immagini non hanno una descrizione.",
            "Le formule sono in MathML.",
            "Le pagine dell’edizione a stampa sono indicate.",
            "Il libro contiene audio o video."}},
    {"pt",
        {"Todo o conteúdo é texto.", "Todas as imagens têm uma descrição.",
            "Algumas imagens não têm descrição.",
            "As fórmulas estão em MathML.",
            "As páginas da edição impressa estão assinaladas.",
            "O livro contém áudio ou vídeo."}},
    {"nl",
        {"Alle inhoud is tekst.", "Alle afbeeldingen hebben een beschrijving.",
            "Sommige afbeeldingen hebben geen beschrijving.",
            "Formules zijn MathML.",
            "De pagina’s van de gedrukte uitgave zijn gemarkeerd.",
            "Het boek bevat audio of video."}},
    {"pl",
        {"Cała treść jest tekstem.", "Wszystkie ilustracje mają opis.",
            "Niektóre ilustracje nie mają opisu.",
            "Wzory są zapisane w MathML.",
            "Zaznaczono strony wydania drukowanego.",
            "Książka zawiera dźwięk lub wideo."}},
    {"cs",
        {"Veškerý obsah je text.", "Všechny obrázky mají popis.",
            "Některé obrázky nemají popis.", "Vzorce jsou v MathML.",
            "Strany tištěného vydání jsou vyznačeny.",
            "Kniha obsahuje zvuk nebo video."}},
    {"sv",
        {"Allt innehåll är text.", "Alla bilder har en beskrivning.",
            "Vissa bilder saknar beskrivning.", "Formler är i MathML.",
            "Den tryckta utgåvans sidor är markerade.",
            "Boken innehåller ljud eller video."}},
    {"fi",
        {"Koko sisältö on tekstiä.", "Kaikilla kuvilla on kuvaus.",
            "Joillakin kuvilla ei ole kuvausta.",
            "Kaavat ovat MathML-muodossa.",
            "Painetun laitoksen sivut on merkitty.",
            "Kirjassa on ääntä tai videota."}},
    {"ru",
        {"Всё содержание — текст.", "У всех изображений есть описание.",
            "У некоторых изображений нет описания.",
            "Формулы записаны в MathML.",
            "Отмечены страницы печатного издания.",
            "В книге есть аудио или видео."}},
    {"uk",
        {"Увесь вміст — текст.", "Усі зображення мають опис.",
            "Деякі зображення не мають опису.", "Формули записано в MathML.",
            "Позначено сторінки друкованого видання.",
            "У книзі є аудіо або відео."}},
    {"be",
        {"Увесь змест — тэкст.", "Усе выявы маюць апісанне.",
            "Некаторыя выявы не маюць апісання.", "Формулы запісаны ў MathML.",
            "Пазначаны старонкі друкаванага выдання.",
            "У кнізе ёсць аўдыя або відэа."}},
    {"bg",
        {"Цялото съдържание е текст.", "Всички изображения имат описание.",
            "Някои изображения нямат описание.", "Формулите са в MathML.",
            "Отбелязани са страниците на печатното издание.",
            "Книгата съдържа аудио или видео."}},
    {"el",
        {"Όλο το περιεχόμενο είναι κείμενο.",
            "Όλες οι εικόνες έχουν περιγραφή.",
            "Ορισμένες εικόνες δεν έχουν περιγραφή.",
            "Οι τύποι είναι σε MathML.",
            "Σημειώνονται οι σελίδες της έντυπης έκδοσης.",
            "Το βιβλίο περιέχει ήχο ή βίντεο."}},
    {"ar",
        {"المحتوى كله نص.", "لجميع الصور وصف.", "بعض الصور بلا وصف.",
            "الصيغ مكتوبة بلغة MathML.", "صفحات الطبعة المطبوعة مبيّنة.",
            "يحتوي الكتاب على صوت أو فيديو."}},
    {"he",
        {"כל התוכן הוא טקסט.", "לכל התמונות יש תיאור.",
            "לחלק מהתמונות אין תיאור.", "הנוסחאות כתובות ב־MathML.",
            "עמודי המהדורה המודפסת מסומנים.", "הספר כולל שמע או וידאו."}},
    {"zh",
        {"全部内容均为文本。", "所有图片均有说明。", "部分图片没有说明。",
            "公式采用 MathML。", "标有印刷版页码。", "本书含有音频或视频。"}},
    {"ja",
        {"すべての内容はテキストです。", "すべての画像に説明があります。",
            "説明のない画像があります。", "数式は MathML です。",
            "印刷版のページ番号があります。", "音声または動画を含みます。"}},
    {"ko",
        {"모든 내용은 텍스트입니다.", "모든 이미지에 설명이 있습니다.",
            "설명이 없는 이미지가 있습니다.", "수식은 MathML입니다.",
            "인쇄판의 쪽 번호가 표시되어 있습니다.",
            "오디오 또는 비디오가 들어 있습니다."}},
};

/* The row of the book's language; 0, English, where there is none. */
static size_t
find_row(struct epub *epub)
{
    dc_str language = epub_primary_language(epub->language);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        if (dc_str_equal(language, tables[i].language))
            return i;
    return 0;
}

const char *
epub_phrase(struct epub *epub, enum epub_phrase phrase)
{
    return tables[find_row(epub)].phrases[phrase];
}

const char *
epub_phrase_language(struct epub *epub)
{
    return tables[find_row(epub)].language;
}

/* Takes a phrase of that row off the text, with the space behind it. */
static bool
take_phrase(dc_str *text, const char *const *phrases)
{
    for (size_t i = 0; i < EPUB_PHRASE_COUNT; i++) {
        size_t len = strlen(phrases[i]);
        if (text->len < len || memcmp(text->ptr, phrases[i], len) != 0)
            continue;
        len += text->len > len && text->ptr[len] == ' ';
        *text = dc_str_slice(text->ptr + len, text->len - len);
        return true;
    }
    return false;
}

bool
epub_is_phrases(dc_str text)
{
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        dc_str rest = text;
        while (rest.len && take_phrase(&rest, tables[i].phrases)) {
        }
        if (rest.len == 0)
            return true;
    }
    return false;
}
